package dev.egresstls.lab.practice.store.fields;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The types of the built-in kinds. Most lists are recognised by their name, since Kubernetes uses
 * the same name for the same thing ({@code x-kubernetes-list-map-keys} of the OpenAPI of 1.33).
 */
public final class BuiltInShape implements Shape {
  private static final Map<String, List<String>> KEYS =
      Map.ofEntries(
          Map.entry("containers", List.of("name")),
          Map.entry("initContainers", List.of("name")),
          Map.entry("ephemeralContainers", List.of("name")),
          Map.entry("env", List.of("name")),
          Map.entry("volumes", List.of("name")),
          Map.entry("volumeMounts", List.of("mountPath")),
          Map.entry("volumeDevices", List.of("devicePath")),
          Map.entry("imagePullSecrets", List.of("name")),
          Map.entry("hostAliases", List.of("ip")),
          Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")),
          Map.entry("schedulingGates", List.of("name")),
          Map.entry("resourceClaims", List.of("name")),
          Map.entry("podIPs", List.of("ip")),
          Map.entry("conditions", List.of("type")),
          Map.entry("ownerReferences", List.of("uid")),
          Map.entry("secrets", List.of("name")),
          Map.entry("webhooks", List.of("name")),
          Map.entry("matchConditions", List.of("name")),
          Map.entry("variables", List.of("name")));
  private static final Set<String> SETS = Set.of("finalizers", "podCIDRs");
  private static final Set<String> ATOMIC_OBJECTS =
      Set.of(
          "nodeSelector",
          "fieldRef",
          "resourceFieldRef",
          "configMapKeyRef",
          "secretKeyRef",
          "targetRef",
          "scaleTargetRef",
          "roleRef",
          "namespaceSelector",
          "objectSelector",
          "labelSelector",
          "selector");
  private static final Set<String> STRUCTS =
      Set.of("metadata", "spec", "status", "template", "strategy", "containers", "resources");

  private final String kind;
  private final String parent;
  private final String name;

  private BuiltInShape(String kind, String parent, String name) {
    this.kind = kind;
    this.parent = parent;
    this.name = name;
  }

  /** The type of a whole object of a built-in kind. */
  public static Shape of(String kind) {
    return new BuiltInShape(kind, "", "");
  }

  @Override
  public Shape field(String member) {
    return new BuiltInShape(kind, name, member);
  }

  @Override
  public Shape item() {
    return this;
  }

  @Override
  public Merging list() {
    if (SETS.contains(name)) {
      return Merging.GRANULAR;
    }
    return keys().isEmpty() ? Merging.ATOMIC : Merging.BY_KEYS;
  }

  @Override
  public boolean atomicObject() {
    return ATOMIC_OBJECTS.contains(name);
  }

  @Override
  public List<String> keys() {
    if (name.equals("ports")) {
      return portKeys();
    }
    if (name.equals("addresses")) {
      return kind.equals("Node") ? List.of("type") : List.of();
    }
    return KEYS.getOrDefault(name, List.of());
  }

  private List<String> portKeys() {
    if (kind.equals("Service")) {
      return List.of("port", "protocol");
    }
    return parent.endsWith("ontainers") ? List.of("containerPort", "protocol") : List.of();
  }

  @Override
  public Object keyDefault(String key) {
    return name.equals("ports") && key.equals("protocol") ? "TCP" : null;
  }

  @Override
  public boolean alwaysThere() {
    return STRUCTS.contains(name);
  }
}
