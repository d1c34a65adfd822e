package dev.egresstls.lab.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.mesh.proof.Seen;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Theme;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProofLinesTest {
  private static Seen tutorial() {
    Capture capture = Captures.one("1.29.1/tutorial");
    return Seen.of(capture, capture.dials().get(0));
  }

  private static String shown(Proof proof, int columns) {
    Layout layout = new Layout(Theme.PLAIN, columns);
    return String.join(
            "\n", layout.rows(ProofLines.of(proof, Optional.empty(), Theme.PLAIN, columns)))
        + "\n";
  }

  private static void holds(String shown, String... rows) {
    for (String row : rows) {
      assertTrue(shown.contains(row + "\n"), row + " in\n" + shown);
    }
  }

  @Test
  void a_difference_stands_side_by_side_with_a_word_and_can_be_reported() {
    Seen seen = tutorial().envoy("\"sni\":\"www.google.com\"", "\"sni\":\"nope.example\"");
    holds(
        shown(seen.proof(), 100),
        "                 predicted                             observed",
        "    4 filter     tcp_proxy                             tcp_proxy",
        "  ≠ 6 TLS        SNI www.google.com · CA system        SNI nope.example · CA system"
            + "          differs",
        "  ✗ The packet did not go the predicted way: 1 station differs.",
        "    observed by curl: 1, 9 · access log: 2, 4, 5, 7, 8 · config dump: 3, 6",
        "    TLS (differs)",
        "      predicted  SNI the-host · CA system",
        "      observed   SNI nope.example · CA system");
  }

  @Test
  void on_a_narrow_terminal_a_difference_is_stacked() {
    Seen seen = tutorial().line(line -> line.replaceFirst("0 - - -", "0 UH - -"));
    String shown = shown(seen.proof(), 60);
    holds(
        shown,
        "    6 TLS        SNI www.google.com · CA system",
        "  ≠ 8 access log                                     differs",
        "      access log: its response flags",
        "about Istio here. To report it, copy these lines; your");
    assertTrue(
        Pattern.compile("(?m)^ +predicted +flags -\\n +observed +flags UH$").matcher(shown).find());
    for (String row : shown.split("\n")) {
      boolean copied = row.startsWith("    [") || row.contains("log line");
      assertTrue(copied || row.length() <= 60, row);
    }
  }

  @Test
  void what_was_not_seen_says_why_at_every_width() {
    Proof proof = tutorial().unlogged(false).proof();
    for (int columns : new int[] {60, 100}) {
      String shown = shown(proof, columns).replaceAll("\\s+", " ");
      assertEquals(7, shown.split("not observed: the log is written", -1).length - 1, shown);
      assertTrue(shown.contains("but not everything could be observed."));
    }
  }
}
