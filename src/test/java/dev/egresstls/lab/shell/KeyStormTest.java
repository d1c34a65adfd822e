package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever keys are struck: no exception, no broken prompt, no line lost. */
class KeyStormTest {
  private static final int KEYS = 10_000;
  private static final int BETWEEN_MARKS = 500;
  private static final String ABORT = "\u0003";

  /** None of them leaves the session (q, Ctrl-D) or hands the terminal to a shell. */
  private static final List<String> STRUCK =
      List.of(
          "a",
          "b",
          "z",
          "1",
          "7",
          " ",
          "-",
          "\"",
          "'",
          "\\",
          "é",
          "世",
          "\t",
          "\u001b[A",
          "\u001b[B",
          "\u001b[C",
          "\u001b[D",
          "\u001bOA",
          "\u001b[H",
          "\u001b[F",
          "\u001b[3~",
          "\u0001",
          "\u0005",
          "\u0012",
          "\u0007",
          "\u0017",
          "\u0015",
          "\u000b",
          "\u0019",
          "\u001f",
          "\u000c",
          "\u0014",
          "\u001bb",
          "\u001bf",
          "\u001bd",
          "\u001bu",
          "\u001b.",
          "\u001b\u007f",
          "\u007f",
          "\u001a",
          "\u001c",
          "\u0000",
          "\u001b[99~",
          "\u001b",
          "\r",
          ABORT);

  @TempDir Path state;

  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void listen() {
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
  }

  @AfterEach
  void listenNoMore() {
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  @Test
  void ten_thousand_keys_break_nothing() {
    long seed = Long.getLong("storm.seed", System.nanoTime());
    System.out.println("key storm: -Dstorm.seed=" + seed);
    Random random = new Random(seed);
    List<String> marks = new ArrayList<>();
    try (SessionScript session =
        SessionScript.open(
            new ChosenLaunch(PracticeOnly.CHOICE, new PracticeOnly(), Catalog.builtIn()),
            80,
            state)) {
      for (int key = 1; key <= KEYS; key++) {
        if (random.nextInt(100) == 0) {
          session.resize(2 + random.nextInt(299), 2 + random.nextInt(60));
        }
        session.strike(STRUCK.get(random.nextInt(STRUCK.size())));
        if (key % BETWEEN_MARKS == 0) {
          marks.add(mark(session, "mark" + key));
        }
      }
      paste(session, "\u001b[200~", "\u001b[201~", 8192);
      marks.add(mark(session, "pasted"));
      paste(session, "", "", 8192);
      marks.add(mark(session, "typed"));
      assertEquals(
          marks,
          session.lines().stream().filter(marks::contains).distinct().toList(),
          "seed " + seed);
      session.resize(100, 40);
      session.strikeUntilRead(ABORT + "\u0015status\r", "status");
      session.awaits("1 Create a cluster");
    }
    assertEquals(List.of(), List.copyOf(uncaught), "seed " + seed);
    assertFalse(Files.exists(state.resolve("errors.log")), "seed " + seed);
  }

  /** A line that must be read, whatever was being edited, searched or asked before. */
  private static String mark(SessionScript session, String word) {
    session.strikeUntilRead(ABORT + "\u0007\u0015" + word + "\r", word);
    return word;
  }

  private static void paste(SessionScript session, String before, String after, int times) {
    session.strike(before + ("a b1 z7 'é世'".repeat(times)) + after);
  }
}
