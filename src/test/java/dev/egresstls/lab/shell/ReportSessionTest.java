package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.app.report.ReportFormat;
import dev.egresstls.lab.app.report.ReportStore;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a session at a terminal in memory. */
class ReportSessionTest {
  @TempDir Path state;

  private SessionScript open(int columns) {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, new PracticeOnly(), Catalog.builtIn()),
        columns,
        state);
  }

  @Test
  void it_holds_what_was_done_predicted_and_answered() throws IOException {
    try (SessionScript session = open(200)) {
      session.type("report").shows("Report: BackendTLSPolicy", "0 of 8").hides("Predictions");
      assertTrue(Files.notExists(state.resolve("reports")), "there was nothing to keep");
      session.type("run 4").type("hint 5").type("next").type("1").type("next").type("1");
      session.type("run").type("try port-80").type("3").type("quiz").type("2");
      for (int question = 2; question <= 10; question++) {
        session.type("");
      }
      session
          .type("report")
          .shows("8 of 8", "1 of 1 right", "✗ wrong", "as predicted", "hints            1");
      session.type("report -o html").shows("report   " + state.resolve("reports"), ".html");
      session.type("report -o xml").shows("html");
    }
    Tree last = ReportStore.in(state).last();
    assertEquals(8, last.get("steps").items().size());
    assertEquals(1, last.get("steps").get(4).get("hints").number(0));
    assertTrue(last.get("steps").get(4).get("milliseconds").number(-1) >= 0);
    assertEquals(
        List.of("false", "true", "true"),
        last.get("predictions").items().stream()
            .map(one -> String.valueOf(one.get("right").raw()))
            .toList());
    assertEquals("port-80", last.get("whatIfs").get(0).get("id").text(""));
    assertTrue(last.get("quiz").get(0).get("right").isTrue());
    try (Stream<Path> files = Files.list(state.resolve("reports"))) {
      Path html = files.filter(file -> file.toString().endsWith(".html")).findFirst().get();
      String text = Files.readString(html);
      assertEquals(ReportFormat.HTML.text(last), text);
      Files.createDirectories(Path.of("target"));
      Files.writeString(Path.of("target/report.html"), text);
    }
  }

  @Test
  void it_fits_a_narrow_terminal() {
    try (SessionScript session = open(40)) {
      session.type("run").type("report").shows("Report:", "Create a cluster");
      session.all().forEach(row -> assertTrue(Columns.of(row) <= 40, row));
    }
  }
}
