package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.LabCause;
import dev.egresstls.lab.lab.LabCause.Fix;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.WhatIfChange;
import dev.egresstls.lab.value.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the causes that a lab knows, for one track. */
final class CauseReader {
  private final Reading in;
  private final StepReader steps;
  private final Set<String> checks;
  private final Set<String> stepIds;
  private final Set<String> taken = new TreeSet<>();

  CauseReader(Reading in, StepReader reader, List<Step> steps) {
    this.in = in;
    this.steps = reader;
    this.stepIds = steps.stream().map(Step::id).collect(Collectors.toSet());
    this.checks =
        steps.stream()
            .flatMap(step -> step.checks().stream())
            .map(Check::id)
            .collect(Collectors.toSet());
  }

  /** The causes in a lab's field {@code causes}. */
  List<LabCause> all(List<Node> nodes, MappingFields lab) {
    return steps.ofTrack(nodes, say("catalog.what.cause"), lab, this::one);
  }

  private Optional<LabCause> one(MappingFields f) {
    String id = steps.id(f, "id", taken);
    taken.add(id);
    f.need("when");
    List<Check> when = predicates(f, "when");
    List<Check> unless = predicates(f, "unless");
    Set<String> explains = known(f, "explains", checks);
    MappingFields seeing = f.in(f.scope().withSelf());
    String because = seeing.shown("because");
    String field = f.maybeText("field").orElse("");
    String byHand = f.maybeText("byHand").orElse("");
    String read = f.maybeText("read").orElse("");
    Optional<Fix> fix = f.fields("fix", say("catalog.what.fix")).flatMap(this::fix);
    f.maybe("because");
    f.end();
    return when.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LabCause(
                id,
                explains,
                new LabCause.Predicate(when, unless),
                because,
                field,
                fix,
                byHand,
                read));
  }

  private Set<String> known(MappingFields f, String field, Set<String> ids) {
    Set<String> named = new TreeSet<>();
    for (Node node : f.items(field)) {
      in.text(node, f.scope())
          .ifPresent(
              id -> {
                if (!ids.contains(id)) {
                  in.mistake(node, say("catalog.cause.no-check", id) + Spelling.hint(id, ids));
                }
                named.add(id);
              });
    }
    return named;
  }

  private List<Check> predicates(MappingFields f, String field) {
    List<Check> all = new ArrayList<>();
    for (Node node : f.items(field)) {
      MappingFields.of(node, say("catalog.what.predicate"), in, f.scope())
          .flatMap(one -> new ProbeReader(in).predicate(one))
          .ifPresent(all::add);
    }
    return all;
  }

  private Optional<Fix> fix(MappingFields f) {
    Optional<String> redo = f.maybeText("redo");
    if (redo.isPresent()) {
      if (!stepIds.contains(redo.get())) {
        in.mistake(
            f.key("redo"),
            say("catalog.cause.no-step", redo.get()) + Spelling.hint(redo.get(), stepIds));
      }
      f.end();
      return Optional.of(new Fix.Redo(redo.get()));
    }
    return new ChangeReader(in).turn(f).flatMap(turn -> change(f, turn.change()));
  }

  private Optional<Fix> change(MappingFields f, WhatIfChange change) {
    boolean one = change instanceof WhatIfChange.Merge || change instanceof WhatIfChange.Delete;
    if (!one) {
      in.mistake(f.node(), say("catalog.cause.fix"));
    }
    return one ? Optional.of(new Fix.Change(change)) : Optional.empty();
  }
}
