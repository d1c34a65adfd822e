package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Scenario.OutsideHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the hosts outside the practice cluster, a file of their own. */
final class OutsideReader {
  private static final int LAST_PORT = 65_535;
  private static final int LOWEST = 200;
  private static final int HIGHEST = 599;
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
  private static final Pattern ADDRESS =
      Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]+");

  private final Reading in;
  private final Source source;
  private final VariableScope scope;

  OutsideReader(Reading lab, Source source, VariableScope scope) {
    this.in = lab.of(source);
    this.source = source;
    this.scope = scope;
  }

  /** What stands there. */
  List<OutsideHost> hosts() {
    List<OutsideHost> hosts = new ArrayList<>();
    YamlText.read(source, in.mistakes())
        .flatMap(root -> MappingFields.of(root, say("catalog.what.outside"), in, scope))
        .ifPresent(
            f -> {
              f.need("hosts");
              for (Node node : f.items("hosts")) {
                MappingFields.of(node, say("catalog.what.host"), in, scope)
                    .map(this::host)
                    .ifPresent(hosts::add);
              }
              f.end();
            });
    return hosts;
  }

  private OutsideHost host(MappingFields f) {
    String name = f.text("name");
    Optional<Node> addresses = f.need("addresses");
    List<String> listed = f.texts("addresses");
    addresses
        .filter(node -> listed.isEmpty())
        .ifPresent(node -> in.mistake(node, say("catalog.outside.addresses")));
    for (Node node : f.items("addresses")) {
      if (!in.text(node, scope).filter(ADDRESS.asMatchPredicate()).isPresent()) {
        in.mistake(node, say("catalog.outside.addresses"));
      }
    }
    List<String> certificate =
        f.maybe("certificate").isPresent() ? f.texts("certificate") : List.of(name);
    Optional<OutsideHost.Answer> answer =
        f.fields("answer", say("catalog.what.answer")).map(this::answer);
    OutsideHost host =
        new OutsideHost(
            name, listed, certificate, ports(f, "tls", 443), ports(f, "plain", 80), answer);
    f.end();
    return host;
  }

  private Set<Integer> ports(MappingFields f, String field, int usual) {
    if (f.maybe(field).isEmpty()) {
      return Set.of(usual);
    }
    Set<Integer> ports = new TreeSet<>();
    for (Node node : f.items(field)) {
      in.number(node)
          .ifPresent(
              port -> {
                if (port < 1 || port > LAST_PORT) {
                  in.mistake(node, say("catalog.outside.port"));
                }
                ports.add(port.intValue());
              });
    }
    return ports;
  }

  private OutsideHost.Answer answer(MappingFields f) {
    int status = f.maybe("status").isPresent() ? f.number("status") : LOWEST;
    if (status < LOWEST || status > HIGHEST) {
      in.mistake(f.key("status"), say("catalog.outside.status"));
    }
    OutsideHost.Answer answer =
        new OutsideHost.Answer(status, f.maybeText("server"), f.maybeText("body"));
    f.end();
    return answer;
  }
}
