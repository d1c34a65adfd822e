package dev.egresstls.lab.practice.store;

/** Hears of every change and does what the cluster itself owes after it. */
public final class Housekeeping {
  private final GarbageCollector garbage;
  private final NamespaceTermination namespaces;
  private final CustomKinds kinds;

  /** Keeps house in a store. */
  public Housekeeping(ObjectStore store) {
    garbage = new GarbageCollector(store);
    namespaces = new NamespaceTermination(store);
    kinds = new CustomKinds(store);
  }

  /** Does what one change calls for. */
  public void after(ObjectChange change) {
    if (change.resource().key().equals("customresourcedefinitions.apiextensions.k8s.io")) {
      kinds.after(change);
    }
    garbage.after(change);
    namespaces.after(change);
  }
}
