package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Curriculum;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.value.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a lab teaches around its steps. */
final class CurriculumReader {
  private final Reading in;
  private final MappingFields lab;
  private final List<Node> paths;
  private final List<Node> quiz;
  private final Optional<Node> production;

  /** Of the fields of a lab; what is in them is read once its steps are known. */
  CurriculumReader(Reading in, MappingFields lab) {
    this.in = in;
    this.lab = lab;
    this.paths = lab.items("paths");
    this.production = lab.maybe("production");
    this.quiz = lab.items("quiz");
  }

  /** What stands there, after the steps were read. */
  Curriculum read(VariableScope scope, StepReader reader, List<Step> steps) {
    Set<String> mine =
        steps.stream()
            .flatMap(step -> step.whatIfs().stream())
            .map(WhatIf::id)
            .collect(Collectors.toSet());
    return new Curriculum(
        paths(scope, reader.whatIfIds(), mine),
        production
            .flatMap(node -> MappingFields.of(node, say("catalog.what.production"), in, scope))
            .map(this::production),
        items(lab.in(scope), reader));
  }

  /** A lab takes as long as its steps do together, if they say how long. */
  void minutes(Node at, int whole, List<Step> steps) {
    int sum = steps.stream().mapToInt(step -> step.classroom().minutes()).sum();
    if (sum > 0 && sum != whole) {
      in.mistake(at, say("catalog.lab.minutes", whole, sum));
    }
  }

  /** Each what-if is on one path, so that none is left out or done twice. */
  private List<Curriculum.Path> paths(VariableScope scope, Set<String> ids, Set<String> mine) {
    Set<String> left = new TreeSet<>(ids);
    List<Curriculum.Path> read = new ArrayList<>();
    for (Node node : paths) {
      MappingFields.of(node, say("catalog.what.path"), in, scope)
          .ifPresent(
              f -> {
                String title = f.shown("title");
                f.need("whatIfs");
                List<String> listed = new ArrayList<>();
                f.items("whatIfs").forEach(one -> listed.addAll(listed(one, scope, ids, left)));
                f.end();
                read.add(
                    new Curriculum.Path(title, listed.stream().filter(mine::contains).toList()));
              });
    }
    if (!paths.isEmpty() && !left.isEmpty()) {
      in.mistake(lab.key("paths"), say("catalog.path.left-out", String.join(", ", left)));
    }
    return read;
  }

  private List<String> listed(Node node, VariableScope scope, Set<String> ids, Set<String> left) {
    Optional<String> id = in.text(node, scope);
    id.filter(one -> !left.remove(one))
        .ifPresent(
            one ->
                in.mistake(
                    node,
                    ids.contains(one)
                        ? say("catalog.path.twice", one)
                        : say("catalog.path.none", one) + Spelling.hint(one, ids)));
    return id.stream().toList();
  }

  private Curriculum.Production production(MappingFields f) {
    String intro = prose(f);
    f.need("topics");
    List<Curriculum.Topic> topics = new ArrayList<>();
    for (Node node : f.items("topics")) {
      MappingFields.of(node, say("catalog.what.topic"), in, f.scope())
          .ifPresent(
              topic -> {
                topics.add(new Curriculum.Topic(topic.shown("title"), prose(topic)));
                topic.end();
              });
    }
    f.end();
    return new Curriculum.Production(intro, topics);
  }

  private String prose(MappingFields f) {
    return f.need("prose")
        .flatMap(
            node ->
                in.text(node, f.scope())
                    .flatMap(name -> new ProseReader(in).text(node, name, f.scope())))
        .orElse("");
  }

  private List<Curriculum.Item> items(MappingFields scoped, StepReader reader) {
    Set<String> taken = new TreeSet<>();
    return reader.ofTrack(quiz, say("catalog.what.quiz"), scoped, f -> item(f, taken));
  }

  private Optional<Curriculum.Item> item(MappingFields f, Set<String> taken) {
    String id = StepReader.id(in, f, "id", taken);
    taken.add(id);
    Optional<QuestionReader.Asked> asked = new QuestionReader(in).asked(f);
    Optional<MappingFields> evidence = f.fields("evidence", say("catalog.what.evidence"));
    f.need("evidence");
    String command = evidence.map(one -> one.text("command")).orElse("");
    evidence.ifPresent(MappingFields::end);
    f.end();
    return asked.map(
        one -> {
          List<String> showing =
              one.shows().stream()
                  .map(node -> node.flatMap(shows -> in.text(shows, f.scope())).orElse(""))
                  .toList();
          return new Curriculum.Item(
              id,
              new PredictionQuestion(one.text(), one.options(), one.answer(), Optional.empty()),
              command,
              showing);
        });
  }
}
