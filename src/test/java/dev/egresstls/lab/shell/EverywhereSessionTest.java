package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.FailureReport;
import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.cli.CliProgram;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.world.Ref;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole session at terminals of all kinds: what is read is the same. */
class EverywhereSessionTest {
  private static final Ref SLICE =
      new Ref("discovery.k8s.io/v1", "EndpointSlice", Optional.of("default"), "google-headless");

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[(?:\\d+;)*(?:3|4|9|10)\\d[;m]");

  /** What a learner must have read by the end, however narrow and however plain the terminal is. */
  private static final List<String> READ =
      List.of(
          "Enter goes on",
          "node kind-control-plane Ready",
          "bundle v1.3.0",
          "with istio-proxy",
          "google-headless has clusterIP None",
          "203.0.113.10, 203.0.113.11 on port 443",
          "accepted by istio.io/gateway-controller",
          "HTTP 200 over TLS from 203.0.113.10:443",
          "Why port 443",
          "All 8 steps hold",
          "to do",
          "fails",
          "EndpointSlice default/google-headless");

  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private ChosenLaunch launch() {
    return new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn());
  }

  @ParameterizedTest(name = "{0} columns, colour {1}, Unicode {2}")
  @CsvSource({
    "40,true,true", "80,true,true", "200,true,true",
    "40,false,true", "80,false,true", "200,false,true",
    "40,false,false", "80,false,false", "200,false,false"
  })
  void a_whole_session_is_read(int columns, boolean colour, boolean unicode) throws Exception {
    Theme theme = new Theme(colour, unicode);
    try (SessionScript session = SessionScript.open(launch(), columns, state, theme)) {
      session.type("status").type("run 4");
      for (int step = 5; step <= 8; step++) {
        session.type("").type("1");
      }
      assertEquals(unicode ? "●●●●●●●●" : "++++++++", signs(session, unicode));
      worlds.delete(SLICE);
      session.awaitsInBar(unicode ? "✗" : "!");
      session.type("status").type("why");
      String text = String.join(" ", session.all()).replaceAll("\\s+", " ");
      READ.forEach(one -> assertTrue(text.contains(one), () -> one + " is not in:\n" + text));
      String raw = session.raw();
      assertEquals(colour, COLOUR.matcher(raw).find(), "colours");
      assertTrue(unicode || raw.chars().allMatch(c -> c < 128), "more than ASCII");
    }
  }

  private static String signs(SessionScript session, boolean unicode) {
    String bar = session.bar();
    return bar.replaceAll(unicode ? "[^●○◐✗–]" : "[^+.>!]", "");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void for_a_screen_reader_nothing_moves_and_words_say_all(boolean option) {
    String steps = "\n1\n\n".repeat(2) + "\n2\n1\n\n" + "\n1\n\n";
    String typed = "1\nstatus\nrun 4\n" + steps + "status\nquit\n";
    String all = heard(option, typed);
    assertFalse(all.contains("\u001b") || all.contains("\r") || all.contains("\b"), all);
    assertFalse(all.matches("(?s).*[●○✓✗›·].*"), all);
    for (int step = 1; step <= 8; step++) {
      assertTrue(all.contains("Step " + step + " of 8, "), all);
    }
    String text = all.replaceAll("\\s+", " ");
    assertTrue(text.contains("step 1 cluster to do") && text.contains("8 of 8 hold >"), all);
    assertTrue(text.contains("Generate its EndpointSlice: passed in 0."), all);
    assertTrue(text.contains("203.0.113.10, 203.0.113.11 on port 443."), all);
    assertTrue(text.contains("passed 6 slice"), all);
  }

  private String heard(boolean option, String typed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    ProcessContext here =
        new ProcessContext(
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            stream,
            stream,
            Map.of("TERM", "xterm", option ? "X" : "ACCESSIBLE", "yes"),
            state,
            true,
            StandardCharsets.UTF_8);
    List<String> arguments = option ? List.of("--practice", "--accessible") : List.of("--practice");
    new CliProgram(
            new AppContext(here, worlds, Catalog.builtIn(), new FailureReport(state)),
            OpenShell::run)
        .run(arguments);
    return out.toString(StandardCharsets.UTF_8);
  }
}
