package dev.egresstls.lab.practice.dataplane.envoy;

import dev.egresstls.lab.practice.dataplane.net.Network;
import dev.egresstls.lab.practice.dataplane.shell.Invocation;
import dev.egresstls.lab.practice.dataplane.shell.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program {@code pilot-agent} in the container {@code istio-proxy}. */
public final class PilotAgent implements Program {
  private static final String HELP =
      "Istio Pilot agent runs in the sidecar or gateway container and bootstraps Envoy.\n\n"
          + "Usage:\n  pilot-agent [command]\n\nAvailable Commands:\n"
          + "  request     Makes an HTTP request to the Envoy admin API\n"
          + "  version     Prints out build version information\n";

  private final Network network;

  public PilotAgent(Network network) {
    this.network = network;
  }

  @Override
  public int run(Invocation call) {
    List<String> words = new ArrayList<>(call.arguments());
    words.removeIf(word -> word.startsWith("--debug-port") || word.startsWith("--timeout"));
    if (words.isEmpty() || words.get(0).equals("help") || words.get(0).equals("--help")) {
      call.out().print(HELP);
      return 0;
    }
    return switch (words.get(0)) {
      case "request" -> request(call, words.subList(1, words.size()));
      case "version" -> version(call);
      default -> refuse(call, "unknown command \"" + words.get(0) + "\" for \"pilot-agent\"");
    };
  }

  private static int refuse(Invocation call, String words) {
    call.err().print("Error: " + words + "\n");
    return 1;
  }

  private int version(Invocation call) {
    call.out()
        .print("version.BuildInfo{Version:\"" + tag(call) + "\", BuildStatus:\"Practice\"}\n");
    return 0;
  }

  private static String tag(Invocation call) {
    return EnvoyAdmin.tag(call.spec());
  }

  private int request(Invocation call, List<String> words) {
    if (words.size() != 2) {
      return refuse(call, "accepts 2 arg(s), received " + words.size());
    }
    if (words.get(0).equals("POST")) {
      call.out().print("OK\n");
      return 0;
    }
    EnvoyAdmin admin = EnvoyAdmin.of(network, call.pod());
    Optional<String> answer;
    try {
      answer = admin.get(AdminRequest.of(words.get(1)));
    } catch (AdminRequest.Refused refused) {
      return refuse(call, "received unsuccessful status code 400: " + refused.getMessage());
    }
    answer.ifPresent(call.out()::print);
    return answer.isPresent()
        ? 0
        : refuse(call, "received unexpected status code 404: invalid path");
  }
}
