package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.FailureReport;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.console.Consoles;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.CountedConsole.Read;
import dev.egresstls.lab.shell.record.Pace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At a question, only what answers it does something. */
class QuestionSessionTest {
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";

  /** The first step that asks is number 5. */
  private static final int BEFORE = 4;

  private static final Pattern HELD = Pattern.compile("(\\d)(?:/8| of 8 hold) [›>]");

  @TempDir Path state;

  private ChosenLaunch launch(PracticeOnly worlds) {
    return new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn());
  }

  private SessionScript open() {
    return SessionScript.open(launch(new PracticeOnly()), 100, state);
  }

  @Test
  void what_is_no_answer_is_asked_again() {
    try (SessionScript session = open()) {
      session.type("run 4").type("").shows("How will the sidecar's cluster");
      for (String typed : List.of("x", "7", "0", "12", "s", "c", "n", "yes", "1 2")) {
        session.type(typed).shows("1 to 3, Enter to skip", "predict 1 to 3").hides("✓");
      }
      session.type("2").shows("✓ 5 Create a headless Service", "Your prediction");
    }
  }

  @Test
  void a_command_leaves_the_question_and_is_done_instead() {
    try (SessionScript session = open()) {
      session.type("run 4").type("").type("help").shows("list all commands", "4/8");
      session.type("").shows("How will").type("status").shows("○ 5 Create a headless", "4/8");
      session.type("").type("show").shows("5  Create a headless Service", "How will");
      session.type("next").shows("✓ 5 Create").hides("How will").hides("Your prediction");
      session.type("").shows("What does the slice").type("!true").shows("5/8").hides("✓ 6");
    }
  }

  @Test
  void a_command_that_was_typed_where_the_lab_is_asked_for_is_done_first() {
    try (SessionScript session =
        SessionScript.beginning(launch(new PracticeOnly()), 100, state, "run 1")) {
      session.shows("✓ 1 Create a cluster", "1/8");
    }
  }

  @Test
  void ctrl_c_leaves_the_question_and_nothing_is_done() {
    try (SessionScript session = open()) {
      session.type("run 4").type("").shows("How will");
      session.press(CTRL_C).awaits("4/8").awaitsEmptyPrompt().hides("✓");
      session.type("").shows("How will").hides("✓");
      session.type("").shows("✓ 5 Create");
    }
  }

  @Test
  void ctrl_d_and_quit_leave_the_lab() {
    for (String leaving : List.of(CTRL_D, "quit\r", "q\r")) {
      try (SessionScript session = open()) {
        session.type("run 4").type("").shows("How will").press(leaving);
        assertEquals(0, session.ends());
        session.hides("✓ 5");
      }
    }
  }

  @Test
  void a_what_if_is_not_begun_by_what_is_no_answer() {
    try (SessionScript session = open()) {
      session.type("run").type("try port-80").shows("What does the request do on port 80?");
      session.type("x").shows("1 to 3, Enter to skip").hides("undone");
      session.press(CTRL_C).awaits("8/8").awaitsEmptyPrompt().hides("The prediction");
      session.type("try port-80").type("status").shows("✓ 8").hides("The prediction");
      session.type("try port-80").type("").shows("The prediction came true.");
    }
  }

  @Test
  void nothing_but_the_word_gives_consent_or_undoes() {
    try (SessionScript session = open()) {
      session.type("run 5").press("undo 5\r").awaits("Type yes to undo this");
      session.press("x\r").awaits(": x\n  Type yes to undo this");
      session.press("n\r").awaits("Nothing was undone").awaitsEmptyPrompt().shows("5/8");
      session.press("undo 5\r").awaits("Type yes to undo this");
      session.press("next\r").awaits("What does the slice").hides("✓");
    }
  }

  /** Doing exactly what the lines asked for that were read, whatever keys made them. */
  @Test
  void no_step_is_done_by_a_key_that_did_not_ask_for_it() {
    long seed = Long.getLong("storm.seed", System.nanoTime());
    Random random = new Random(seed);
    List<String> keys =
        List.of(
            "x",
            "s",
            "7",
            "0",
            "1",
            "2",
            "3",
            " ",
            "é",
            "\t",
            "\u001b[C",
            "\u001b[D",
            "\u007f",
            "\u0015",
            "\u0017",
            "\u000c",
            "\u001b",
            "\r",
            "\r",
            "x\r",
            "12\r",
            "\u0015show\r",
            "\u0015help\r",
            CTRL_C);
    for (int storm = 0; storm < 6; storm++) {
      try (SessionScript session = open()) {
        session.type("run 4");
        int from = session.reads().size();
        for (int key = 0; key < 40; key++) {
          session.strike(keys.get(random.nextInt(keys.size())));
        }
        session.strikeUntilRead(CTRL_C + "\u0015zz\r", "zz");
        session.strikeUntilRead(CTRL_C + "\u0015status\r", "status");
        session.awaits("1 Create a cluster");
        List<Read> read = session.reads();
        int wanted = BEFORE + asked(read.subList(from, read.size()));
        int held = held(String.join("\n", session.all()));
        assertTrue(held <= wanted, () -> "seed " + seed + ": " + held + " held after " + read);
      }
    }
  }

  @Test
  void the_same_on_terminals_that_only_append() {
    long seed = Long.getLong("storm.seed", System.nanoTime());
    Random random = new Random(seed);
    List<String> typed =
        List.of("", "x", "s", "7", "0", "1", "2", "3", "12", "show", "help", "status", "n o");
    for (Theme theme : List.of(Theme.PLAIN, new Theme(false, false), Theme.PLAIN.aloud())) {
      String lines =
          Stream.generate(() -> typed.get(random.nextInt(typed.size())))
              .limit(12)
              .collect(Collectors.joining("\n", "run 4\n", "\n"));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CountedConsole console =
          new CountedConsole(
              Consoles.plain(
                  new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                  new PrintStream(out, true, StandardCharsets.UTF_8),
                  StandardCharsets.UTF_8,
                  theme,
                  true));
      FailureReport failures = new FailureReport(state);
      assertEquals(
          0,
          new Shell(console, launch(new PracticeOnly()), failures::problem, state, new Pace(true))
              .run());
      List<Read> read = console.lines();
      assertEquals(
          BEFORE + asked(read.subList(1, read.size())),
          held(out.toString(StandardCharsets.UTF_8)),
          () -> "seed " + seed + ": " + read + "\n" + out.toString(StandardCharsets.UTF_8));
    }
  }

  private static int held(String shown) {
    Matcher prompt = HELD.matcher(shown);
    int held = 0;
    while (prompt.find()) {
      held = Integer.parseInt(prompt.group(1));
    }
    return held;
  }

  /** How many steps these lines asked for, all of which ask a question first. */
  private static int asked(List<Read> lines) {
    int steps = 0;
    boolean answered = false;
    boolean toDo = false;
    for (Read read : lines) {
      String line = read.line().strip();
      boolean enter = line.isEmpty();
      if (line.equals("show")) {
        toDo = false;
      } else if (read.answer() && (enter || line.matches("[1-3]"))) {
        steps += toDo ? 1 : 0;
        answered = !toDo;
      } else if (!read.answer() && enter) {
        steps += answered ? 1 : 0;
        toDo = !answered;
        answered = false;
      }
    }
    return Math.min(steps, 8 - BEFORE);
  }
}
