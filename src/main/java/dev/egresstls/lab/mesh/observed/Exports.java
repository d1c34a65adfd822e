package dev.egresstls.lab.mesh.observed;

import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who sees what says nothing of it itself: mesh {@code defaultServiceExportTo} and {@code
 * defaultDestinationRuleExportTo} (istio pilot/pkg/model/push_context.go
 * initDefaultExportMaps @1.31.0).
 *
 * @param services namespaces that see Services; {@code *} is everybody, {@code .} their own, {@code
 *     ~} nobody
 * @param rules the same for DestinationRules
 */
public record Exports(Set<String> services, Set<String> rules) {
  /** Everybody sees everything. */
  public static final Exports TO_ALL = new Exports(Set.of("*"), Set.of("*"));

  public Exports {
    services = Set.copyOf(services);
    rules = Set.copyOf(rules);
  }

  static Exports of(Tree mesh) {
    return new Exports(
        given(mesh.get("defaultServiceExportTo")),
        given(mesh.get("defaultDestinationRuleExportTo")));
  }

  private static Set<String> given(Tree list) {
    Set<String> namespaces = new LinkedHashSet<>(list.texts());
    return namespaces.isEmpty() ? Set.of("*") : namespaces;
  }
}
