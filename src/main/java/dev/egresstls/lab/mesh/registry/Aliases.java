package dev.egresstls.lab.mesh.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * ExternalName Services as other names of services of the mesh (istio
 * pilot/pkg/model/push_context.go resolveServiceAliases @1.31.0, {@code ENABLE_EXTERNAL_NAME_ALIAS}
 * since 1.21).
 */
public final class Aliases {
  /** More links in a chain than anybody makes on purpose. */
  private static final int MOST_LINKS = 8;

  private Aliases() {}

  static Map<String, List<MeshService>> of(List<MeshService> services) {
    Map<String, MeshService> byHost = new LinkedHashMap<>();
    services.forEach(service -> byHost.putIfAbsent(service.host(), service));
    Map<String, List<MeshService>> aliases = new LinkedHashMap<>();
    for (MeshService service : services) {
      if (service.reach() == Reach.ALIAS) {
        target(service, byHost)
            .ifPresent(
                one -> aliases.computeIfAbsent(one.host(), host -> new ArrayList<>()).add(service));
      }
    }
    return aliases;
  }

  private static Optional<MeshService> target(
      MeshService service, Map<String, MeshService> byHost) {
    MeshService at = service;
    for (int i = 0; i < MOST_LINKS && at != null && at.reach() == Reach.ALIAS; i++) {
      at = byHost.get(external(at));
    }
    return Optional.ofNullable(at).filter(one -> one.reach() != Reach.ALIAS);
  }

  /** What an ExternalName Service stands for, as a host. */
  public static String external(MeshService alias) {
    return alias
        .object()
        .at("spec.externalName")
        .text("")
        .replaceFirst("\\.$", "")
        .toLowerCase(Locale.ROOT);
  }
}
