package dev.egresstls.lab.lab;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is learned around the steps of a lab.
 *
 * @param paths in which order what-ifs are done; the first one is for everybody
 * @param production what to do in production instead
 * @param quiz what whoever did the lab can answer
 */
public record Curriculum(List<Path> paths, Optional<Production> production, List<Item> quiz) {
  /** Nothing around the steps. */
  public static final Curriculum NONE = new Curriculum(List.of(), Optional.empty(), List.of());

  /**
   * What-ifs that belong together, in order.
   *
   * @param title a few words
   * @param whatIfs their ids
   */
  public record Path(String title, List<String> whatIfs) {
    public Path {
      whatIfs = List.copyOf(whatIfs);
    }
  }

  /**
   * What to do in production.
   *
   * @param intro Markdown, with {@code ${name}} in it
   * @param topics one piece of advice each
   */
  public record Production(String intro, List<Topic> topics) {
    public Production {
      topics = List.copyOf(topics);
    }
  }

  /**
   * One piece of advice.
   *
   * @param title one line, imperative
   * @param prose Markdown, with {@code ${name}} in it
   */
  public record Topic(String title, String prose) {}

  /**
   * A question of the quiz.
   *
   * @param id stable, kebab-case
   * @param question with its options
   * @param evidence a command of the prompt that shows the answer
   * @param showing for each option what its output would say if that were right, with {@code
   *     ${name}} in it; empty for one that no output shows
   */
  public record Item(
      String id, PredictionQuestion question, String evidence, List<String> showing) {
    public Item {
      showing = List.copyOf(showing);
    }

    /** What the output says. */
    public String shows() {
      return showing.get(question.answer() - 1);
    }
  }

  public Curriculum {
    paths = List.copyOf(paths);
    quiz = List.copyOf(quiz);
  }

  /** The ids of all what-ifs of the paths, in order. */
  public Stream<String> ordered() {
    return paths.stream().flatMap(path -> path.whatIfs().stream());
  }
}
