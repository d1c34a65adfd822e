package dev.egresstls.lab.practice.store.life;

import dev.egresstls.lab.practice.store.Change;
import dev.egresstls.lab.practice.store.ObjectStore;

/** Hears of every change and does what the cluster itself owes after it. */
public final class Housekeeping {
  private final Garbage garbage;
  private final EndOfNamespaces namespaces;
  private final CustomKinds kinds;

  /** Keeps house in a store. */
  public Housekeeping(ObjectStore store) {
    garbage = new Garbage(store);
    namespaces = new EndOfNamespaces(store);
    kinds = new CustomKinds(store);
  }

  /** Does what one change calls for. */
  public void after(Change change) {
    if (change.resource().key().equals("customresourcedefinitions.apiextensions.k8s.io")) {
      kinds.after(change);
    }
    garbage.after(change);
    namespaces.after(change);
  }
}
