package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.PredictionQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a learner is asked to predict. */
final class QuestionReader {
  private static final int FEWEST = 2;
  private static final int MOST = 9;

  private final Reading in;

  QuestionReader(Reading in) {
    this.in = in;
  }

  /** The question in the field {@code predict}, if it stands there. */
  Optional<PredictionQuestion> question(MappingFields owner) {
    return question(owner, "predict");
  }

  /** The question in a field, if it stands there. */
  Optional<PredictionQuestion> question(MappingFields owner, String field) {
    return owner.fields(field, say("catalog.what.question")).flatMap(this::read);
  }

  private Optional<PredictionQuestion> read(MappingFields f) {
    Optional<String> shownBy = f.maybeText("shownBy");
    Optional<PredictionQuestion> read = of(f);
    List<String> why = why(f, f.items("options").size());
    Optional<PredictionQuestion.Evidence> evidence =
        f.fields("evidence", say("catalog.what.check")).flatMap(this::evidence);
    f.end();
    return read.map(
        one ->
            new PredictionQuestion(
                one.text(), one.options(), one.answer(), shownBy, why, evidence));
  }

  /** The question whose fields stand among others. */
  Optional<PredictionQuestion> of(MappingFields f) {
    String text = f.shown("question");
    f.need("options");
    List<String> options = f.allShown("options");
    int answer = f.number("answer");
    boolean few = options.size() < FEWEST || options.size() > MOST;
    if (few) {
      f.maybe("options")
          .ifPresent(node -> in.mistake(node, say("catalog.question.options", FEWEST, MOST)));
    } else if (answer < 1 || answer > options.size()) {
      Optional<Node> node = f.maybe("answer");
      node.ifPresent(one -> in.mistake(one, say("catalog.question.answer", options.size())));
      return Optional.empty();
    }
    return few
        ? Optional.empty()
        : Optional.of(
            new PredictionQuestion(
                text, options, answer, Optional.empty(), List.of(), Optional.empty()));
  }

  /** A section of prose for each option. */
  private List<String> why(MappingFields f, int options) {
    ProseReader prose = new ProseReader(in);
    List<String> why = new ArrayList<>();
    for (Node node : f.items("why")) {
      in.text(node, f.scope())
          .flatMap(reference -> prose.text(node, reference, f.scope()))
          .ifPresent(why::add);
    }
    if (!why.isEmpty() && why.size() != options) {
      in.mistake(f.key("why"), say("catalog.question.why", options));
      return List.of();
    }
    return why;
  }

  private Optional<PredictionQuestion.Evidence> evidence(MappingFields f) {
    String command = f.text("command");
    return new ProbeReader(in)
        .check(f)
        .map(check -> new PredictionQuestion.Evidence(command, check));
  }
}
