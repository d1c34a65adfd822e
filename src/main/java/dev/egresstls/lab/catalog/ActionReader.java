package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.value.Spelling;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a step does. */
final class ActionReader {
  private static final List<String> ACTIONS =
      List.of(
          "apply", "download", "label", "restart", "tool", "resolve", "endpointSlice", "request");

  private final Reading in;

  ActionReader(Reading in) {
    this.in = in;
  }

  /** The action in these fields; empty if it has mistakes. */
  Optional<Action> action(MappingFields fields) {
    List<String> named = ACTIONS.stream().filter(fields.names()::contains).toList();
    if (named.size() != 1) {
      in.mistake(
          fields.node(), say("catalog.action.one-of", String.join(", ", ACTIONS), named.size()));
    }
    Optional<Action> action = Optional.empty();
    for (String name : ACTIONS) {
      Optional<Action> one =
          fields.fields(name, say("catalog.what.action-named", name)).map(f -> action(name, f));
      action = action.or(() -> one);
    }
    fields.end();
    return action;
  }

  private Action action(String name, MappingFields f) {
    Action action =
        switch (name) {
          case "apply" -> apply(f);
          case "download" -> download(f);
          case "label" -> label(f);
          case "restart" ->
              new Action.Restart(f.text("namespace"), f.text("deployment"), f.text("without"));
          case "tool" -> tool(f);
          case "resolve" -> new Action.Resolve(f.text("host"), f.text("into"));
          case "endpointSlice" -> slice(f);
          default -> new Action.SendRequest(f.text("check"));
        };
    f.end();
    return action;
  }

  private Action download(MappingFields f) {
    String url = f.text("url");
    in.slips(known -> f.maybe("url").ifPresent(node -> known.url(node, url)));
    String digest = f.text("sha256");
    f.maybe("sha256")
        .filter(node -> !digest.matches("|[0-9a-f]{64}|.*\\$\\{.*"))
        .ifPresent(node -> in.remark(node, say("catalog.known.digest")));
    return new Action.Download(url, digest, f.maybeText("namespace").orElse(""), f.text("option"));
  }

  private Action label(MappingFields f) {
    in.slips(known -> known.object(f));
    return new Action.Label(
        f.text("apiVersion"),
        f.text("kind"),
        f.maybeText("namespace"),
        f.text("name"),
        f.text("key"),
        f.text("value"));
  }

  private Action slice(MappingFields f) {
    String addresses = f.text("addresses");
    f.maybe("addresses")
        .filter(node -> !addresses.isEmpty() && !f.scope().knows(addresses))
        .ifPresent(
            node ->
                in.remark(
                    node,
                    say("catalog.name.unknown", addresses)
                        + Spelling.hint(addresses, f.scope().known())));
    int port = f.number("port");
    in.slips(known -> known.port(f.maybe("port"), port));
    return new Action.WriteSlice(
        f.text("name"),
        f.text("namespace"),
        f.text("service"),
        f.text("portName"),
        port,
        addresses);
  }

  private Action tool(MappingFields f) {
    Optional<Node> argv = f.need("argv");
    List<String> words = f.texts("argv");
    if (argv.isPresent() && words.isEmpty()) {
      in.mistake(argv.get(), say("catalog.action.tool-without-command"));
    }
    argv.filter(node -> !words.isEmpty())
        .ifPresent(node -> in.slips(known -> known.tool(node, words.get(0))));
    return new Action.Tool(words, f.flag("createsCluster"));
  }

  private Action apply(MappingFields f) {
    String path = f.text("file");
    Optional<Source> manifest = in.manifest(f, path);
    return new Action.Apply(path, manifest.map(Source::text).orElse(""));
  }
}
