package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.Probe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads checks: where to look, and what for. */
final class ProbeReader {
  private static final List<String> PROBES =
      List.of("resource", "pod", "envoyCluster", "envoyListeners", "envoySecret", "request");

  private final Reading in;

  ProbeReader(Reading in) {
    this.in = in;
  }

  /** The check in these fields; empty if it has mistakes that leave nothing to look at. */
  Optional<Check> check(MappingFields fields) {
    String id = fields.text("id");
    MappingFields seeing = fields.in(fields.scope().withSelf());
    String says = seeing.maybeShown("says").orElse("");
    List<String> named = PROBES.stream().filter(fields.names()::contains).toList();
    if (named.size() != 1) {
      in.mistake(
          fields.node(), say("catalog.check.one-of", String.join(", ", PROBES), named.size()));
    }
    Optional<Probe> probe = Optional.empty();
    for (String name : PROBES) {
      Optional<Probe> one =
          fields.fields(name, say("catalog.what.probe-named", name)).flatMap(f -> probe(name, f));
      probe = probe.or(() -> one);
    }
    Map<String, Expectation> expect =
        fields
            .need("expect")
            .map(node -> new ExpectationReader(in, seeing.scope()).expect(node))
            .orElse(Map.of());
    var within = fields.duration("within");
    fields.maybe("says");
    fields.end();
    return probe
        .filter(one -> !expect.isEmpty())
        .map(one -> new Check(id, says, one, expect, within));
  }

  private Optional<Probe> probe(String name, MappingFields f) {
    Probe probe =
        switch (name) {
          case "resource" -> resource(f);
          case "pod" -> new Probe.PodState(f.text("namespace"), f.text("deployment"));
          case "envoyCluster" ->
              new Probe.EnvoyCluster(f.text("namespace"), f.text("deployment"), f.text("name"));
          case "envoyListeners" ->
              new Probe.EnvoyListeners(
                  f.text("namespace"),
                  f.text("deployment"),
                  f.text("slice"),
                  f.number("port"),
                  f.text("cluster"));
          case "envoySecret" ->
              new Probe.EnvoySecret(f.text("namespace"), f.text("deployment"), f.text("name"));
          default -> request(f);
        };
    f.end();
    return Optional.of(probe);
  }

  private Probe resource(MappingFields f) {
    Map<String, String> selector = new LinkedHashMap<>();
    f.fields("selector", say("catalog.what.labels"))
        .ifPresent(labels -> labels.names().forEach(key -> selector.put(key, labels.text(key))));
    return new Probe.ResourceState(
        f.text("apiVersion"),
        f.text("kind"),
        f.maybeText("namespace"),
        f.maybeText("name"),
        selector);
  }

  private Probe request(MappingFields f) {
    Optional<Node> argv = f.need("argv");
    List<String> words = f.texts("argv");
    if (argv.isPresent() && words.isEmpty()) {
      in.mistake(argv.get(), say("catalog.check.request-without-command"));
    }
    return new Probe.Request(
        f.text("namespace"), f.text("deployment"), f.text("container"), words, f.text("slice"));
  }
}
