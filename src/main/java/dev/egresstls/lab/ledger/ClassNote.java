package dev.egresstls.lab.ledger;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What people of a class tell each other in a cluster: a ConfigMap that was made for it, and a
 * Lease that says who is there. It is no change that anybody would want to undo.
 */
public final class ClassNote {
  private static final String LEASES = "coordination.k8s.io/v1";
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Resources resources;
  private final Clock clock;
  private final String namespace;
  private final String name;

  ClassNote(Resources resources, Clock clock, String namespace, String name) {
    this.resources = resources;
    this.clock = clock;
    this.namespace = namespace;
    this.name = name;
  }

  /** The ConfigMap now; empty if nobody has created it. */
  public Optional<Tree> read() {
    return resources.get(ref("v1", "ConfigMap"));
  }

  /** Sets some of what it says; a value of null takes it away. */
  public void write(Map<String, String> data) {
    resources.merge(
        ref("v1", "ConfigMap"), Tree.object("data", Tree.of(new LinkedHashMap<>(data))));
  }

  /**
   * Says that somebody is there.
   *
   * @param label its key and value, by which leases are found
   * @param lasts for how many seconds that holds
   */
  public void renew(Map<String, String> label, int lasts) {
    Ref lease = ref(LEASES, "Lease");
    String now = MICROS.format(clock.now());
    Tree spec =
        Tree.object("holderIdentity", name, "leaseDurationSeconds", lasts, "renewTime", now);
    try {
      resources.merge(lease, Tree.object("spec", spec));
      return;
    } catch (LabFailure e) {
      if (resources.get(lease).isPresent()) {
        throw e;
      }
    }
    Tree metadata = Tree.object("name", name, "namespace", namespace, "labels", label);
    resources.create(
        Tree.object("apiVersion", LEASES, "kind", "Lease", "metadata", metadata, "spec", spec));
  }

  /** Nobody is there any more. */
  public void vacate() {
    resources.delete(ref(LEASES, "Lease"), Optional.empty());
  }

  private Ref ref(String apiVersion, String kind) {
    return new Ref(apiVersion, kind, Optional.of(namespace), name);
  }
}
