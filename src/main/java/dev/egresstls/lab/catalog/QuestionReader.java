package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.PredictionQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a learner is asked to predict. */
final class QuestionReader {
  private static final int FEWEST = 2;
  private static final int MOST = 9;

  private final Reading in;

  QuestionReader(Reading in) {
    this.in = in;
  }

  /**
   * One answer to choose from.
   *
   * @param shows what would be observed if it were right; empty if nothing can show it
   */
  private record Option(String text, Optional<Node> shows) {}

  /**
   * The part of a question that all have.
   *
   * @param shows for each option what shows it; empty if nothing can
   */
  record Asked(String text, List<String> options, int answer, List<Optional<Node>> shows) {}

  /** The question in the field {@code predict}, if it stands there. */
  Optional<PredictionQuestion> question(MappingFields owner) {
    return owner.fields("predict", say("catalog.what.question")).flatMap(f -> read(f, true));
  }

  /** The question about the lab's own request in a field, if it stands there. */
  Optional<PredictionQuestion> ofRequest(MappingFields owner, String field) {
    return owner.fields(field, say("catalog.what.question")).flatMap(f -> read(f, false));
  }

  private Optional<PredictionQuestion> read(MappingFields f, boolean evident) {
    Optional<String> shownBy = evident ? f.maybeText("shownBy") : Optional.empty();
    Optional<Asked> asked = asked(f);
    String probe =
        evident
            ? f.fields("evidence", say("catalog.what.evidence-check"))
                .map(ProbeReader::named)
                .orElse("request")
            : "request";
    List<Map<String, Expectation>> shows =
        asked.map(Asked::shows).orElse(List.of()).stream()
            .map(node -> node.map(one -> new ExpectationReader(in, f.scope(), probe).expect(one)))
            .map(one -> one.orElse(Map.of()))
            .toList();
    List<String> why = why(f, f.items("options").size());
    Optional<PredictionQuestion.Evidence> evidence =
        evident
            ? f.fields("evidence", say("catalog.what.evidence-check"))
                .flatMap(one -> evidence(one, right(asked, shows)))
            : Optional.empty();
    f.end();
    return asked.map(
        one ->
            new PredictionQuestion(
                one.text(), one.options(), one.answer(), shownBy, why, evidence, shows));
  }

  private static Map<String, Expectation> right(
      Optional<Asked> asked, List<Map<String, Expectation>> shows) {
    return asked.map(one -> shows.get(one.answer() - 1)).orElse(Map.of());
  }

  /** The question whose fields stand among others. */
  Optional<Asked> asked(MappingFields f) {
    String text = f.shown("question");
    f.need("options");
    List<Option> options = f.items("options").stream().map(node -> option(node, f)).toList();
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
            new Asked(
                text,
                options.stream().map(Option::text).toList(),
                answer,
                options.stream().map(Option::shows).toList()));
  }

  /** A text alone is one of which nobody knows what would show it. */
  private Option option(Node node, MappingFields question) {
    if (!(node instanceof MappingNode)) {
      in.remark(node, say("catalog.question.shows"));
      return new Option(
          in.text(node, question.scope()).map(in::shown).orElse(""), Optional.empty());
    }
    MappingFields f =
        MappingFields.of(node, say("catalog.what.option"), in, question.scope()).orElseThrow();
    String text = f.shown("text");
    Optional<Node> shows = f.maybe("shows");
    boolean unobservable = f.flag("unobservable");
    f.end();
    if (shows.isPresent() == unobservable) {
      in.remark(node, say("catalog.question.shows"));
    }
    return new Option(text, shows);
  }

  /** A section of prose for each option. */
  private List<String> why(MappingFields f, int options) {
    ProseReader prose = new ProseReader(in);
    List<String> why = new ArrayList<>();
    List<Node> nodes = f.items("why");
    for (Node node : nodes) {
      in.text(node, f.scope())
          .flatMap(reference -> prose.text(node, reference, f.scope()))
          .ifPresent(why::add);
    }
    if (!nodes.isEmpty() && nodes.size() != options) {
      in.mistake(f.key("why"), say("catalog.question.why", options));
    }
    return why.size() == options ? why : List.of();
  }

  private Optional<PredictionQuestion.Evidence> evidence(
      MappingFields f, Map<String, Expectation> right) {
    String command = f.text("command");
    return new ProbeReader(in)
        .evidence(f, right)
        .map(check -> new PredictionQuestion.Evidence(command, check));
  }
}
