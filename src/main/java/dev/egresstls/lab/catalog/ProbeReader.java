package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.check.RequestSender;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Scenario.Subject;
import dev.egresstls.lab.lab.WhatIfChange.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.yaml.snakeyaml.nodes.Node;

/** Reads checks: where to look, and what for. */
final class ProbeReader {
  private static final List<String> PROBES =
      List.of("resource", "pod", "envoyCluster", "envoyListeners", "envoySecret", "request");

  /** Those that are watched: nothing is asked for them. */
  private static final List<String> WATCHED = List.of("resource", "pod");

  private final Reading in;

  ProbeReader(Reading in) {
    this.in = in;
  }

  /** The check in these fields; empty if it has mistakes that leave nothing to look at. */
  Optional<Check> check(MappingFields fields) {
    return named(fields, () -> predicate(fields, PROBES));
  }

  /** A check that expects what somebody else says; empty if that is nothing. */
  Optional<Check> evidence(MappingFields fields, Map<String, Expectation> expect) {
    return named(fields, () -> looking(fields, PROBES, () -> expect));
  }

  private Optional<Check> named(MappingFields fields, Supplier<Optional<Check>> read) {
    String id = fields.text("id");
    MappingFields seeing = fields.in(fields.scope().withSelf());
    String says = seeing.maybeShown("says").orElse("");
    var within = fields.duration("within");
    fields.maybe("says");
    return read.get().map(one -> new Check(id, says, one.probe(), one.expect(), within));
  }

  /** Where to look among what is watched, and what for, with neither a name nor patience. */
  Optional<Check> predicate(MappingFields fields) {
    return predicate(fields, WATCHED);
  }

  private Optional<Check> predicate(MappingFields fields, List<String> probes) {
    String probe = named(fields, probes);
    ExpectationReader reader = new ExpectationReader(in, fields.scope().withSelf(), probe);
    return looking(
        fields, probes, () -> fields.need("expect").map(reader::expect).orElse(Map.of()));
  }

  /** The probe in these fields; empty if none is. */
  static String named(MappingFields fields) {
    return named(fields, PROBES);
  }

  private static String named(MappingFields fields, List<String> probes) {
    return probes.stream().filter(fields.names()::contains).findFirst().orElse("");
  }

  private Optional<Check> looking(
      MappingFields fields, List<String> probes, Supplier<Map<String, Expectation>> expected) {
    List<String> named = probes.stream().filter(fields.names()::contains).toList();
    if (named.size() != 1) {
      in.mistake(
          fields.node(), say("catalog.check.one-of", String.join(", ", probes), named.size()));
    }
    Optional<Probe> probe = Optional.empty();
    for (String name : probes) {
      Optional<Probe> one =
          fields.fields(name, say("catalog.what.probe-named", name)).flatMap(f -> probe(name, f));
      probe = probe.or(() -> one);
    }
    Map<String, Expectation> expect = expected.get();
    fields.end();
    return probe
        .filter(one -> !expect.isEmpty())
        .map(one -> new Check("", "", one, expect, Duration.ZERO));
  }

  private Optional<Probe> probe(String name, MappingFields f) {
    Probe probe =
        switch (name) {
          case "resource" -> resource(f);
          case "pod" -> new Probe.PodState(namespace(f), deployment(f));
          case "envoyCluster" ->
              new Probe.EnvoyCluster(namespace(f), deployment(f), f.text("name"));
          case "envoyListeners" ->
              new Probe.EnvoyListeners(
                  namespace(f), deployment(f), f.text("slice"), port(f), f.text("cluster"));
          case "envoySecret" -> new Probe.EnvoySecret(namespace(f), deployment(f), f.text("name"));
          default -> request(f);
        };
    f.end();
    return Optional.of(probe);
  }

  private Probe resource(MappingFields f) {
    in.slips(known -> known.object(f));
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

  private int port(MappingFields f) {
    int port = f.number("port");
    in.slips(known -> known.port(f.maybe("port"), port));
    return port;
  }

  private Probe request(MappingFields f) {
    List<String> words = command(in, f);
    if (words.isEmpty()) {
      words =
          subject()
              .map(one -> RequestSender.command(one.url(), one.hostHeader()))
              .orElse(List.of());
    }
    if (words.isEmpty()) {
      in.mistake(f.node(), say("catalog.check.request-without-command"));
    }
    String container =
        f.maybeText("container").or(() -> subject().map(Subject::container)).orElse("");
    return new Probe.Request(
        namespace(f),
        deployment(f),
        container.isEmpty() ? f.text("container") : container,
        words,
        f.maybeText("slice")
            .or(() -> in.about().object("EndpointSlice").map(Target::name))
            .orElse(""));
  }

  /**
   * The command of {@code argv}, or the usual one for a {@code url}; none if neither stands there.
   */
  static List<String> command(Reading in, MappingFields f) {
    Optional<String> url = f.maybeText("url");
    Optional<Node> argv = f.maybe("argv");
    List<String> words = f.texts("argv");
    if (argv.isPresent() && words.isEmpty()) {
      in.mistake(argv.get(), say("catalog.check.request-without-command"));
    }
    url.filter(one -> argv.isPresent())
        .ifPresent(one -> in.mistake(f.key("url"), say("catalog.check.url-and-argv")));
    in.slips(
        known -> {
          url.ifPresent(one -> known.url(f.maybe("url").orElseThrow(), one));
          argv.filter(node -> !words.isEmpty()).ifPresent(node -> known.sender(node, words.get(0)));
        });
    return url.map(one -> RequestSender.command(one, Optional.empty())).orElse(words);
  }

  private Optional<Subject> subject() {
    return in.about().subject();
  }

  private String deployment(MappingFields f) {
    return f.maybeText("deployment")
        .or(() -> subject().map(one -> one.client().deployment()))
        .orElseGet(() -> f.text("deployment"));
  }

  /** That of the gateway, if the probe names the gateway's Deployment. */
  private String namespace(MappingFields f) {
    String deployment = deployment(f);
    return f.maybeText("namespace")
        .or(
            () ->
                subject()
                    .flatMap(Subject::gateway)
                    .filter(one -> one.deployment().equals(deployment))
                    .or(() -> subject().map(Subject::client))
                    .map(Subject.Workload::namespace))
        .orElseGet(() -> f.text("namespace"));
  }
}
