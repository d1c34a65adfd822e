package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@code istio-init} is given: which traffic the sidecar gets, by the pod's annotations. */
final class IptablesArguments {
  private static final String TRAFFIC = "traffic.sidecar.istio.io/";

  private IptablesArguments() {}

  static List<String> of(Tree pod) {
    Tree annotations = pod.at("metadata.annotations");
    List<String> arguments =
        new ArrayList<>(List.of("istio-iptables", "-p", "15001", "-z", "15006", "-u", "1337"));
    arguments.add("-m");
    arguments.add(annotations.get("sidecar.istio.io/interceptionMode").text("REDIRECT"));
    arguments.add("-i");
    arguments.add(annotations.get(TRAFFIC + "includeOutboundIPRanges").text("*"));
    arguments.add("-x");
    arguments.add(annotations.get(TRAFFIC + "excludeOutboundIPRanges").text(""));
    arguments.addAll(Arrays.asList("-b", "*", "-d", "15090,15021,15020"));
    addIfGiven(arguments, "-o", annotations.get(TRAFFIC + "excludeOutboundPorts").text(""));
    addIfGiven(arguments, "-q", annotations.get(TRAFFIC + "includeOutboundPorts").text(""));
    arguments.add("--log_output_level=default:info");
    return List.copyOf(arguments);
  }

  private static void addIfGiven(List<String> arguments, String flag, String value) {
    if (!value.isEmpty()) {
      arguments.add(flag);
      arguments.add(value);
    }
  }
}
