package dev.egresstls.lab.shell;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor at a terminal in memory: when asked for, and before the first change. */
class DoctorSessionTest {
  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  @Test
  void doctor_and_clusters_say_what_they_see() {
    try (SessionScript session =
        SessionScript.open(
            new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), 100, state)) {
      session.type("doctor").shows("Cluster", "0 problems make a step fail, 0 warnings");
      session.type("doctor -o json").shows("\"success\" : true");
      session.type("clusters").shows("There is no kubeconfig");
      session.type("clusters -o json").shows("\"contexts\"");
    }
  }
}
