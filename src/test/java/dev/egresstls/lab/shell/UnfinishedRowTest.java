package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.console.Consoles;
import dev.egresstls.lab.console.JLineConsole;
import dev.egresstls.lab.console.terminal.DriverModes;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another program prints stays, with an end of line or without. */
class UnfinishedRowTest {
  private static final int COLUMNS = 40;

  @TempDir Path state;

  @Test
  void what_has_no_end_of_line_stays_and_is_marked() throws Exception {
    for (int length : new int[] {1, 5, COLUMNS - 1}) {
      String text = "x".repeat(length);
      assertEquals(List.of(text + "%", "  next"), rows(text), "length " + length);
    }
    assertEquals("x".repeat(COLUMNS), rows("x".repeat(COLUMNS)).get(0));
  }

  @Test
  void what_has_one_is_shown_as_it_is() throws Exception {
    assertEquals(List.of("whole", "  next"), rows("whole\r\n"));
    assertEquals(List.of("  next"), rows(""));
  }

  @Test
  void a_terminal_that_only_appends_begins_a_new_row() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream shown = new PrintStream(out, true, StandardCharsets.UTF_8);
    InputStream none = InputStream.nullInputStream();
    Console console = Consoles.plain(none, shown, StandardCharsets.UTF_8, Theme.PLAIN, true);
    console.away(() -> shown.append("hello"));
    console.print(List.of(Line.of(2, Role.PLAIN, "next")));
    assertEquals("hello\n  next\n", out.toString(StandardCharsets.UTF_8));
  }

  /** What is on the screen after another program has printed a text, and the lab a line. */
  private List<String> rows(String text) throws Exception {
    Screen screen = new Screen(COLUMNS);
    LineDisciplineTerminal terminal =
        new LineDisciplineTerminal("rows", "xterm", screen, StandardCharsets.UTF_8);
    terminal.setSize(new Size(COLUMNS, Screen.height()));
    try (Console console =
        new JLineConsole(terminal, DriverModes.NONE, Theme.PLAIN, state.resolve("history"))) {
      console.bar(columns -> Line.of(0, Role.PLAIN, "bar"));
      console.away(
          () -> {
            terminal.writer().print(text);
            terminal.flush();
            return 0;
          });
      console.print(List.of(Line.of(2, Role.PLAIN, "next")));
      return screen.shown();
    }
  }
}
