package dev.egresstls.lab.app.report;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.render.text.Durations;
import dev.egresstls.lab.value.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A report to read: its title, facts, and tables. It is made of the document alone, so that all
 * formats say the same.
 *
 * @param facts pairs of a label and a value
 */
record ReportPage(String title, List<List<String>> facts, List<Table> tables) {
  /**
   * A table.
   *
   * @param head the names of the columns
   */
  record Table(String title, List<String> head, List<List<Cell>> rows) {}

  /** A cell; what is good or bad is said in words, too. */
  record Cell(String text, Tone tone) {}

  /** How a cell is to be taken. */
  enum Tone {
    PLAIN,
    GOOD,
    BAD,
    /** A number, a time or a name: it stays in one row. */
    SHORT,
    CODE
  }

  static ReportPage of(Tree document) {
    return new ReportPage(
        say("report.title", document.at("lab.title").text("")),
        facts(document),
        Stream.of(
                steps(document),
                predictions(document),
                whatIfs(document),
                quiz(document),
                challenges(document))
            .filter(table -> !table.rows().isEmpty())
            .toList());
  }

  private static List<List<String>> facts(Tree document) {
    List<List<String>> facts = new ArrayList<>();
    fact(facts, "track", document.at("track.title").text(""));
    fact(facts, "where", document.get("where").text(""));
    fact(facts, "versions", document.get("versions").text(""));
    fact(facts, "program", document.get("program").text(""));
    fact(facts, "began", document.get("began").text("").replace('T', ' ').replace("Z", " UTC"));
    List<Tree> steps = document.get("steps").items();
    fact(
        facts,
        "steps",
        say(
            "report.of",
            of(steps, step -> step.get("state").text("").equals("holds")),
            steps.size()));
    counted(facts, "predictions", document.get("predictions").items(), "right");
    counted(facts, "quiz", document.get("quiz").items(), "right");
    counted(facts, "challenges", document.get("challenges").items(), "solved");
    fact(facts, "hints", String.valueOf(sum(steps, "hints")));
    return facts;
  }

  private static void fact(List<List<String>> facts, String label, String value) {
    if (!value.isEmpty()) {
      facts.add(List.of(say("report.fact." + label), value));
    }
  }

  private static void counted(
      List<List<String>> facts, String label, List<Tree> items, String field) {
    if (!items.isEmpty()) {
      long right = of(items, item -> item.get(field).isTrue());
      long open = of(items, item -> item.get(field).raw() == null);
      fact(
          facts,
          label,
          open == 0
              ? say("report.of." + field, right, items.size())
              : say("report.of.right-open", right, items.size() - open, open));
    }
  }

  private static long of(List<Tree> items, java.util.function.Predicate<Tree> such) {
    return items.stream().filter(such).count();
  }

  private static long sum(List<Tree> items, String field) {
    return items.stream().mapToLong(item -> item.get(field).number(0)).sum();
  }

  private static Table steps(Tree document) {
    return table(
        "steps",
        List.of("step", "state", "time", "lab-time", "hints", "observed"),
        document.get("steps").items().stream()
            .map(
                step ->
                    List.of(
                        plain(step.get("number").number(0) + " " + step.get("title").text("")),
                        state(step.get("state").text("")),
                        brief(time(step.get("milliseconds"))),
                        brief(time(step.get("labMilliseconds"))),
                        brief(number(step.get("hints"))),
                        plain(step.get("observed").text(""))))
            .toList());
  }

  private static Cell state(String state) {
    return switch (state) {
      case "holds" -> new Cell(say("report.state.holds"), Tone.GOOD);
      case "broken" -> new Cell(say("report.state.broken"), Tone.BAD);
      case "skipped" -> plain(say("report.state.skipped"));
      default -> plain(say("report.state.todo"));
    };
  }

  private static Table predictions(Tree document) {
    return table(
        "predictions",
        List.of("about", "question", "own", "result", "answer", "observed"),
        document.get("predictions").items().stream()
            .map(
                one ->
                    List.of(
                        brief(about(one.get("about").text(""))),
                        plain(one.get("question").text("")),
                        plain(one.get("own").text("")),
                        one.get("right").raw() == null
                            ? plain(say("report.open"))
                            : right(one.get("right").isTrue()),
                        plain(one.get("answer").text("")),
                        plain(one.get("observed").text(""))))
            .toList());
  }

  private static Table whatIfs(Tree document) {
    return table(
        "what-ifs",
        List.of("what-if", "title", "came"),
        document.get("whatIfs").items().stream()
            .map(
                one ->
                    List.of(
                        new Cell(one.get("id").text(""), Tone.CODE),
                        plain(one.get("title").text("")),
                        one.get("asPredicted").isTrue()
                            ? new Cell(say("report.came.predicted"), Tone.GOOD)
                            : new Cell(say("report.came.otherwise"), Tone.BAD)))
            .toList());
  }

  private static Table quiz(Tree document) {
    return table(
        "quiz",
        List.of("question", "own", "result", "answer", "command", "shows"),
        document.get("quiz").items().stream()
            .map(
                one ->
                    List.of(
                        plain(one.get("question").text("")),
                        plain(one.get("own").text("")),
                        right(one.get("right").isTrue()),
                        plain(one.get("answer").text("")),
                        new Cell(one.get("evidence").text(""), Tone.CODE),
                        plain(one.get("shows").text(""))))
            .toList());
  }

  private static Table challenges(Tree document) {
    List<Tree> items = document.get("challenges").items();
    return table(
        "challenges",
        List.of("number", "challenge", "level", "result", "time", "hints", "looks"),
        IntStream.range(0, items.size()).mapToObj(i -> challenge(i + 1, items.get(i))).toList());
  }

  private static List<Cell> challenge(int number, Tree one) {
    String level = say("report.level", one.get("level").text(""), one.get("seed").number(0));
    return List.of(
        brief(String.valueOf(number)),
        plain(one.get("title").text("")),
        plain(level),
        one.get("solved").isTrue()
            ? new Cell(say("report.solved"), Tone.GOOD)
            : new Cell(say("report.unsolved"), Tone.BAD),
        brief(time(one.get("milliseconds"))),
        brief(number(one.get("hints"))),
        brief(number(one.get("looks"))));
  }

  private static Table table(String name, List<String> columns, List<List<Cell>> rows) {
    List<String> head = columns.stream().map(column -> say("report.column." + column)).toList();
    return new Table(say("report.table." + name), head, rows);
  }

  private static Cell plain(String text) {
    return new Cell(text, Tone.PLAIN);
  }

  private static Cell brief(String text) {
    return new Cell(text, Tone.SHORT);
  }

  /** A step, or a what-if. */
  private static String about(String about) {
    return about.matches("\\d+") ? say("report.about", about) : about;
  }

  private static Cell right(boolean right) {
    return right
        ? new Cell(say("report.right"), Tone.GOOD)
        : new Cell(say("report.wrong"), Tone.BAD);
  }

  private static String time(Tree milliseconds) {
    return milliseconds.raw() == null
        ? ""
        : Durations.text(Duration.ofMillis(Math.max(0, milliseconds.number(0))));
  }

  private static String number(Tree value) {
    return value.raw() == null ? "" : String.valueOf(value.number(0));
  }
}
