package dev.egresstls.lab.mesh.observed;

import dev.egresstls.lab.value.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What of its traffic a pod gives to its sidecar: as the arguments of its container {@code
 * istio-init} or {@code istio-validation} say, which istiod made of the pod's annotations when it
 * was created; without such a container, as the annotations say.
 *
 * @param mode {@code REDIRECT}, {@code TPROXY} or {@code NONE}
 * @param excludedPorts ports that it keeps, as text
 * @param excludedRanges addresses that it keeps
 * @param includedPorts ports that it gives whatever the address, as text
 * @param includedRanges addresses that it gives; {@code *} for all
 * @param users user IDs of the proxy, whose traffic it does not take
 * @param groups group IDs of the proxy, likewise
 * @param byArguments whether arguments were found
 */
public record Interception(
    String mode,
    List<String> excludedPorts,
    List<String> excludedRanges,
    List<String> includedPorts,
    List<String> includedRanges,
    List<String> users,
    List<String> groups,
    boolean byArguments) {
  private static final String PROXY_ID = "1337";
  private static final String PREFIX = "traffic.sidecar.istio.io/";

  public Interception {
    Objects.requireNonNull(mode);
    excludedPorts = List.copyOf(excludedPorts);
    excludedRanges = List.copyOf(excludedRanges);
    includedPorts = List.copyOf(includedPorts);
    includedRanges = List.copyOf(includedRanges);
    users = List.copyOf(users);
    groups = List.copyOf(groups);
  }

  /** Reads a pod. */
  public static Interception of(Tree pod) {
    Optional<List<String>> arguments =
        pod.at("spec.initContainers").items().stream()
            .filter(c -> List.of("istio-init", "istio-validation").contains(c.get("name").text("")))
            .map(c -> c.get("args").texts())
            .filter(args -> args.contains("-i"))
            .findFirst();
    return arguments.map(Interception::byArguments).orElseGet(() -> byAnnotations(pod));
  }

  private static Interception byArguments(List<String> args) {
    return new Interception(
        after(args, "-m", "REDIRECT"),
        list(after(args, "-o", "")),
        list(after(args, "-x", "")),
        list(after(args, "-q", "")),
        list(after(args, "-i", "*")),
        list(after(args, "-u", PROXY_ID)),
        list(after(args, "-g", after(args, "-u", PROXY_ID))),
        true);
  }

  private static String after(List<String> args, String flag, String other) {
    int at = args.indexOf(flag);
    return at >= 0 && at + 1 < args.size() ? args.get(at + 1) : other;
  }

  private static Interception byAnnotations(Tree pod) {
    Tree annotations = pod.at("metadata.annotations");
    return new Interception(
        annotations.get("sidecar.istio.io/interceptionMode").text("REDIRECT"),
        list(annotations.get(PREFIX + "excludeOutboundPorts").text("")),
        list(annotations.get(PREFIX + "excludeOutboundIPRanges").text("")),
        list(annotations.get(PREFIX + "includeOutboundPorts").text("")),
        list(annotations.get(PREFIX + "includeOutboundIPRanges").text("*")),
        List.of(PROXY_ID),
        List.of(PROXY_ID),
        false);
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** Where a setting is in the pod. */
  public String field(String setting) {
    String name = setting.equals("mode") ? "sidecar.istio.io/interceptionMode" : PREFIX + setting;
    return byArguments ? "spec.initContainers[].args" : "metadata.annotations[" + name + "]";
  }
}
