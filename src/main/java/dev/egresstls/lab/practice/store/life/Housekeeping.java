package dev.egresstls.lab.practice.store.life;

import dev.egresstls.lab.practice.store.Change;
import dev.egresstls.lab.practice.store.ObjectStore;

/** Hears of every change and does what the cluster itself owes after it. */
public final class Housekeeping {
  private final Garbage garbage;
  private final EndOfNamespaces namespaces;
  private final CustomKinds kinds;

  private Housekeeping(ObjectStore store) {
    garbage = new Garbage(store);
    namespaces = new EndOfNamespaces(store);
    kinds = new CustomKinds(store);
  }

  /** A store with what every cluster has from the start, and its own housekeeping. */
  public static ObjectStore newStore() {
    ObjectStore store = new ObjectStore();
    Beginnings.fill(store);
    store.subscribe(new Housekeeping(store)::after);
    return store;
  }

  private void after(Change change) {
    if (change.resource().key().equals("customresourcedefinitions.apiextensions.k8s.io")) {
      kinds.after(change);
    }
    garbage.after(change);
    namespaces.after(change);
  }
}
