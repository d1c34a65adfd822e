package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages to read: whole where they fit, in a pager where they do not, and laid out anew. */
class PageSessionTest {
  private static final String HINT = "Space continues; q quits";

  @TempDir Path state;

  private SessionScript open(int columns) {
    PracticeOnly worlds = new PracticeOnly();
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), columns, state);
  }

  @Test
  void a_page_that_does_not_fit_is_shown_in_a_pager_and_the_prompt_comes_back() {
    try (SessionScript session = open(80)) {
      session.resize(80, 24);
      session
          .press("show 2\r")
          .awaitsInBar(HINT)
          .awaits("BackendTLSPolicy is not a built-in type of");
      session.resize(50, 24);
      session.awaits("know the word. Istio does not install it for").awaitsInBar(HINT);
      session.strike("q");
      session.awaits("kubectl apply -f https").awaits("predict 1 to");
      session.press("\r").awaits("0/8 ›");
      session.resize(80, 60);
      session.type("show 3").shows("3  Install the Istio control plane", "by hand").hides(HINT);
      session.type("");
    }
  }

  @Test
  void ctrl_c_in_the_pager_leads_to_the_prompt_with_nothing_done_and_keeps_the_page() {
    try (SessionScript session = open(80)) {
      session.resize(80, 24);
      session.press("show 2\r").awaitsInBar(HINT);
      session.strike("\u0003");
      session.awaits("kubectl apply -f https").awaits("0/8 ›");
      assertFalse(String.join("\n", session.news()).contains("predict 1 to"));
    }
  }

  @Test
  void a_page_that_fits_is_laid_out_again_when_the_width_changes_and_what_is_typed_stays() {
    try (SessionScript session = open(100)) {
      session.type("show 1").shows("1  Create a cluster").type("");
      session.type("show 1").shows("1  Create a cluster");
      List<String> wide = session.news();
      session.strike("sta");
      session.awaits("› sta");
      session.resize(50, Screen.height());
      session.awaits(narrow(wide)).awaits("› sta");
      session.type("tus").shows("to do");
    }
  }

  /** The beginning of the first row that the narrow page begins elsewhere. */
  private static String narrow(List<String> wide) {
    String first = wide.get(1).strip();
    assertTrue(first.length() > 50, first);
    String[] words = first.split(" ");
    StringBuilder row = new StringBuilder("     ");
    int i = 0;
    while (row.length() + words[i].length() <= 50) {
      row.append(words[i]).append(' ');
      i++;
    }
    assertEquals(true, i < words.length);
    return row.toString().stripTrailing() + "\n     " + words[i];
  }
}
