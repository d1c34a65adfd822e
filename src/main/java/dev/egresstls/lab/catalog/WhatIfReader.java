package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Attempt;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Requires;
import dev.egresstls.lab.lab.Turn;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.value.Version;
import dev.egresstls.lab.value.VersionRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the what-ifs of steps, for one track. */
final class WhatIfReader {
  private final Reading in;
  private final StepReader steps;
  private final Set<String> taken = new TreeSet<>();

  WhatIfReader(Reading in, StepReader steps) {
    this.in = in;
    this.steps = steps;
  }

  /** The what-ifs in a step's field {@code whatIf}. */
  List<WhatIf> all(MappingFields step) {
    return steps.ofTrack(step.items("whatIf"), say("catalog.what.what-if"), step, this::one);
  }

  /** The ids of those that were read. */
  Set<String> ids() {
    return Set.copyOf(taken);
  }

  private Optional<WhatIf> one(MappingFields fields) {
    MappingFields f = fields.in(fields.scope().with(WhatIf.NAMES));
    String id = steps.id(f, "id", taken);
    String title = f.shown("title");
    Requires requires = requires(f);
    var predict = new QuestionReader(in).question(f);
    List<Turn> turns =
        steps.ofTrack(f.items("do"), say("catalog.what.change"), f, new ChangeReader(in)::turn);
    f.need("requests");
    List<Attempt> attempts =
        steps.ofTrack(f.items("requests"), say("catalog.what.request"), f, this::attempt);
    boolean same = f.flag("sameOutcome");
    f.maybe("sameOutcome")
        .filter(node -> turns.isEmpty())
        .ifPresent(node -> in.mistake(node, say("catalog.what-if.same")));
    String told = f.need("say").flatMap(node -> prose(node, f.scope())).orElse("");
    f.end();
    taken.add(id);
    if (attempts.isEmpty()) {
      in.mistake(f.node(), say("catalog.what-if.no-request"));
      return Optional.empty();
    }
    return Optional.of(new WhatIf(id, title, requires, predict, turns, attempts, same, told));
  }

  private Optional<String> prose(Node node, VariableScope scope) {
    VariableScope told = scope.with(Probe.Request.TOLD);
    return in.text(node, told).flatMap(name -> new ProseReader(in).text(node, name, told));
  }

  /** What a cluster must have for it. */
  Requires requires(MappingFields whatIf) {
    return whatIf
        .fields("requires", say("catalog.what.requires"))
        .map(this::read)
        .orElse(Requires.NOTHING);
  }

  private Requires read(MappingFields f) {
    Optional<String> istio = f.maybeText("istio");
    Optional<String> scratch = f.maybeText("scratch");
    scratch
        .filter(version -> !Version.of(version).map(Version::toString).orElse("").equals(version))
        .ifPresent(version -> in.remark(f.key("scratch"), say("catalog.known.version", version)));
    boolean ipv6 = f.flag("ipv6");
    f.end();
    if (istio.isEmpty()) {
      return new Requires(istio, ipv6, scratch);
    }
    try {
      VersionRange range = VersionRange.of(istio.get());
      scratch
          .filter(version -> !Version.of(version).map(range::contains).orElse(false))
          .ifPresent(
              version ->
                  in.mistake(
                      f.key("scratch"), say("catalog.what-if.out-of-range", version, range)));
    } catch (IllegalArgumentException e) {
      in.mistake(f.maybe("istio").orElseThrow(), e.getMessage());
    }
    return new Requires(istio, ipv6, scratch);
  }

  private Optional<Attempt> attempt(MappingFields f) {
    String says = f.maybeShown("says").orElse("");
    List<String> argv = ProbeReader.command(in, f);
    Optional<String> deployment = f.maybeText("deployment");
    Optional<String> dials = f.maybeText("dials");
    Map<String, Expectation> expect =
        f.need("expect")
            .map(node -> new ExpectationReader(in, f.scope(), "request").expect(node))
            .orElse(Map.of());
    f.end();
    return expect.isEmpty()
        ? Optional.empty()
        : Optional.of(new Attempt(says, argv, deployment, dials, expect));
  }
}
