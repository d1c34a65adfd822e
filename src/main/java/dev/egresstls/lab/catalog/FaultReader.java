package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Fault;
import dev.egresstls.lab.lab.Requires;
import dev.egresstls.lab.lab.Turn;
import dev.egresstls.lab.lab.WhatIf;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what only challenges break, for one track. */
final class FaultReader {
  private final Reading in;
  private final StepReader steps;
  private final Set<String> taken = new TreeSet<>();

  FaultReader(Reading in, StepReader steps) {
    this.in = in;
    this.steps = steps;
  }

  /** The faults in a lab's field {@code faults}. */
  List<Fault> all(List<Node> nodes, MappingFields lab) {
    return steps.ofTrack(nodes, say("catalog.what.fault"), lab, this::one);
  }

  private Optional<Fault> one(MappingFields fields) {
    MappingFields f = fields.in(fields.scope().with(WhatIf.NAMES));
    String id = steps.id(f, "id", taken);
    String title = f.shown("title");
    Requires requires = new WhatIfReader(in, steps).requires(f);
    f.need("do");
    List<Turn> turns =
        steps.ofTrack(f.items("do"), say("catalog.what.change"), f, new ChangeReader(in)::turn);
    f.end();
    taken.add(id);
    return turns.isEmpty()
        ? Optional.empty()
        : Optional.of(new Fault(id, title, requires, turns, Optional.empty()));
  }
}
