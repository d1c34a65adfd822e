package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * A Host that a rule gives requests among other headers (istio
 * pilot/pkg/networking/core/route/route.go:1009-1055,1369-1400 @1.31.0).
 */
final class HostRewrite {
  private HostRewrite() {}

  /** Of {@code headers} in a VirtualService; {@code set} counts before {@code add}. */
  static Optional<String> of(Tree headers) {
    for (String how : List.of("set", "add")) {
      for (var header : headers.get("request").get(how).fields().entrySet()) {
        if (isHost(header.getKey())) {
          return header.getValue().text();
        }
      }
    }
    return Optional.empty();
  }

  /** Of the filters in a rule or a backend of an HTTPRoute. */
  static Optional<String> of(List<Tree> filters) {
    for (String how : List.of("set", "add")) {
      for (Tree filter : filters) {
        for (Tree header : filter.get("requestHeaderModifier").get(how).items()) {
          if (isHost(header.get("name").text(""))) {
            return header.get("value").text();
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isHost(String header) {
    return header.equalsIgnoreCase("host") || header.equalsIgnoreCase(":authority");
  }
}
