package dev.egresstls.lab.practice.store;

/** Hears of every change and does what the cluster itself owes after it. */
public final class Housekeeping {
  private final GarbageCollector garbage;
  private final NamespaceTermination namespaces;
  private final CustomKinds kinds;

  private Housekeeping(ObjectStore store) {
    garbage = new GarbageCollector(store);
    namespaces = new NamespaceTermination(store);
    kinds = new CustomKinds(store);
  }

  /** A store with what every cluster has from the start, and its own housekeeping. */
  public static ObjectStore newStore() {
    ObjectStore store = new ObjectStore();
    InitialObjects.fill(store);
    store.subscribe(new Housekeeping(store)::after);
    return store;
  }

  private void after(ObjectChange change) {
    if (change.resource().key().equals("customresourcedefinitions.apiextensions.k8s.io")) {
      kinds.after(change);
    }
    garbage.after(change);
    namespaces.after(change);
  }
}
