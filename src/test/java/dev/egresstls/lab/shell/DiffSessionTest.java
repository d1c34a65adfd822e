package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.render.text.Columns;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step or a file would change, at a terminal in memory. */
class DiffSessionTest {
  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private SessionScript open(int columns) {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), columns, state);
  }

  @Test
  void diff_says_field_by_field_what_a_step_would_change_and_changes_nothing() {
    try (SessionScript session = open(100)) {
      session.type("run 2").type("run 4").shows("4/8");
      session
          .type("diff")
          .shows("What would change: 5 Create a headless Service")
          .shows("+ Service default/google-headless  would be created")
          .shows("spec.clusterIP  nothing → None", "spec.ports[0].name  nothing → https", "4/8");
      session.type("diff 7").shows("+ BackendTLSPolicy", "spec.targetRefs[0].name  nothing →");
      session.type("diff 4").shows("= Namespace default  would not change", "= Deployment");
      session.type("diff 1").shows("? kind create cluster").hides("Exception");
      session.type("get svc google-headless").shows("there is no Service \"google-headless\"");
      session.type("run 5").shows("✓ 5").type("diff 5").shows("= Service").hides("→");
    }
  }

  @Test
  void diff_says_it_of_a_file_too() throws Exception {
    Path file = state.resolve("my service.yaml");
    Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Service
        metadata: {name: google-headless}
        spec: {clusterIP: None, ports: [{name: http, port: 443}]}
        """);
    try (SessionScript session = open(100)) {
      session.type("run 2").type("run 4").type("run 5").shows("5/8");
      session
          .type("diff -f '" + file + "'")
          .shows("~ Service default/google-headless  would change")
          .shows("spec.ports[0].name  https → http")
          .hides("metadata.");
      session.type("diff -f /no/such").shows("cannot read /no/such: the file does not exist");
      session.type("diff 5 -f x").shows("a step cannot be combined with a file");
      session.press("diff -f " + state + "/my\t").awaits("my\\ service.yaml");
      session.press("\r").awaits("~ Service default/google-headless").awaitsEmptyPrompt();
    }
  }

  @Test
  void no_row_is_wider_than_the_terminal() {
    for (int columns : new int[] {40, 80}) {
      try (SessionScript session = open(columns)) {
        session.type("diff 2").type("diff 6").type("diff 1");
        session.all().forEach(row -> assertTrue(Columns.of(row) <= columns, row));
      }
    }
  }
}
