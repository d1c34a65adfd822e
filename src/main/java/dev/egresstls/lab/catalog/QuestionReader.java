package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.PredictionQuestion;
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
    return owner.fields("predict", say("catalog.what.question")).flatMap(this::read);
  }

  private Optional<PredictionQuestion> read(MappingFields f) {
    Optional<String> shownBy = f.maybeText("shownBy");
    Optional<PredictionQuestion> read = of(f);
    f.end();
    return read.map(
        one -> new PredictionQuestion(one.text(), one.options(), one.answer(), shownBy));
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
        : Optional.of(new PredictionQuestion(text, options, answer, Optional.empty()));
  }
}
