package dev.egresstls.lab.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.lab.Lab;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotedTest {
  /** A mirror is another machine's: what it is called must not reach the terminal as it is. */
  @Test
  void what_is_noted_on_the_way_is_one_line_without_control_characters() {
    Lab lab = Catalog.builtIn().read("backend-tls-egress", Optional.empty());
    Event noted =
        new Event.Noted(2, lab.steps().get(1), "The mirror \u001b[31mx cannot be used; going on.");
    List<String> lines = noted.match(new PlainLines());
    assertEquals(1, lines.size());
    assertTrue(lines.get(0).endsWith("x cannot be used; going on."), lines.toString());
    assertEquals(-1, lines.get(0).indexOf('\u001b'));
  }
}
