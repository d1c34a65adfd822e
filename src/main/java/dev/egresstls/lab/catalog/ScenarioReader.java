package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Scenario;
import dev.egresstls.lab.lab.Scenario.OutsideHost;
import dev.egresstls.lab.lab.Scenario.Subject;
import dev.egresstls.lab.lab.Scenario.Subject.Workload;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIfChange.Target;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a lab is about: who sends, which objects decide the way, and the world outside. */
final class ScenarioReader {
  private static final String NAMESPACE = "${" + Vars.NAMESPACE + "}";

  private final Reading in;
  private final MappingFields lab;
  private final List<Node> objects;
  private final List<Node> causes;

  /** Of the fields of a lab; what is in them is read once its tracks and variables are known. */
  ScenarioReader(Reading in, MappingFields lab) {
    this.in = in;
    this.lab = lab;
    this.objects = lab.items("objects");
    this.causes = lab.items("causes");
    lab.maybe("subject");
    lab.maybe("practice");
  }

  /** What stands there, without the causes. */
  Scenario read(VariableScope scope, StepReader steps) {
    MappingFields f = lab.in(scope);
    Optional<Subject> subject = f.fields("subject", say("catalog.what.subject")).map(this::subject);
    String namespace = subject.map(one -> one.client().namespace()).orElse(NAMESPACE);
    List<Target> named =
        steps.ofTrack(
            objects, say("catalog.what.object"), f, one -> Optional.of(object(one, namespace)));
    List<OutsideHost> outside =
        f.maybe("practice")
            .flatMap(
                node ->
                    in.text(node, scope)
                        .flatMap(path -> ProseReader.file(in, node, path))
                        .map(source -> new OutsideReader(in, source, scope).hosts()))
            .orElse(List.of());
    return new Scenario(subject, named, outside, List.of());
  }

  /** The same with the causes, after the steps were read. */
  Scenario withCauses(VariableScope scope, StepReader reader, List<Step> steps) {
    return in.about().with(new CauseReader(in, reader, steps).all(causes, lab.in(scope)));
  }

  private Subject subject(MappingFields f) {
    String namespace = namespace(f);
    Optional<MappingFields> client = f.fields("client", say("catalog.what.client"));
    f.need("client");
    String deployment = client.map(one -> one.text("deployment")).orElse("");
    String container = client.flatMap(one -> one.maybeText("container")).orElse(deployment);
    client.ifPresent(MappingFields::end);
    Optional<Workload> gateway =
        f.fields("gateway", say("catalog.what.gateway"))
            .map(
                one -> {
                  Workload workload =
                      new Workload(
                          one.maybeText("namespace").orElse(namespace), one.text("deployment"));
                  one.end();
                  return workload;
                });
    Subject subject =
        new Subject(
            new Workload(namespace, deployment),
            container,
            url(f),
            f.maybeText("hostHeader"),
            f.maybeText("host"),
            f.texts("also"),
            gateway);
    f.end();
    return subject;
  }

  private String namespace(MappingFields f) {
    boolean variable = f.scope().knows(Vars.NAMESPACE);
    return variable ? f.maybeText("namespace").orElse(NAMESPACE) : f.text("namespace");
  }

  private String url(MappingFields f) {
    String url = f.text("url");
    f.maybe("url")
        .filter(node -> !url.isEmpty() && !url.matches("https?://.+"))
        .ifPresent(node -> in.mistake(node, say("catalog.subject.no-url")));
    in.slips(known -> f.maybe("url").ifPresent(node -> known.url(node, url)));
    return url;
  }

  private Target object(MappingFields f, String namespace) {
    in.slips(known -> known.object(f));
    Target target =
        new Target(
            f.text("apiVersion"),
            f.text("kind"),
            Optional.of(f.maybeText("namespace").orElse(namespace)),
            f.text("name"));
    f.end();
    return target;
  }
}
