package dev.egresstls.lab.console;

import dev.egresstls.lab.console.terminal.DriverModes;
import dev.egresstls.lab.console.terminal.SystemTerminal;
import dev.egresstls.lab.console.terminal.TerminalClasses;
import dev.egresstls.lab.console.terminal.TerminalPaper;
import dev.egresstls.lab.render.Paper;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.world.background.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.ShutdownHooks;

/** Makes consoles. */
public final class Consoles {
  private static final int COLUMNS_WITHOUT_TERMINAL = 80;
  private static final int ROWS_WITHOUT_SIZE = 24;

  private Consoles() {}

  /**
   * A terminal with line editing is likely to be asked for: if there is one, what it takes longest
   * over begins at once.
   */
  public static void expect() {
    if (System.console() != null) {
      Threads.start("terminal-classes", TerminalClasses::load);
    }
  }

  /** The terminal of this process, with line editing. */
  public static Console terminal(Theme theme, Charset charset, Path history) {
    // JLine's classes are loaded while stty runs, and change nothing yet.
    CompletableFuture<DriverModes> asked = Threads.compute("stty", DriverModes::ofThisProcess);
    AtomicReference<JLineConsole> console = new AtomicReference<>();
    // Hooks are run in their order; the terminal itself has one that closes it.
    ShutdownHooks.add(
        () -> {
          if (console.get() != null) {
            console.get().leaveTerminal();
          }
        });
    Terminal terminal = terminal(charset);
    DriverModes modes = asked.join();
    ShutdownHooks.add(modes::restore);
    console.set(new JLineConsole(terminal, modes, theme, history));
    return console.get();
  }

  private static Terminal terminal(Charset charset) {
    try {
      return sized(SystemTerminal.open(charset, false, true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The terminal of this process, only written to.
   *
   * @param error whether by stderr
   */
  public static Paper paper(Theme theme, Charset charset, boolean error) {
    try {
      Terminal terminal = SystemTerminal.open(charset, error, false);
      return new TerminalPaper(terminal, theme);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Terminals whose size was never set have none, and a line cannot be edited in that. */
  private static Terminal sized(Terminal terminal) {
    if (terminal.getWidth() == 0 || terminal.getHeight() == 0) {
      terminal.setSize(new Size(COLUMNS_WITHOUT_TERMINAL, ROWS_WITHOUT_SIZE));
    }
    return terminal;
  }

  /** How wide the terminal of this process is, in columns. */
  public static int columnsOfTerminal(Charset charset) {
    try (Terminal terminal = SystemTerminal.ofAnyType(charset)) {
      return terminal.getWidth() > 0 ? terminal.getWidth() : COLUMNS_WITHOUT_TERMINAL;
    } catch (IOException e) {
      return COLUMNS_WITHOUT_TERMINAL;
    }
  }

  /** One that nobody sits at. */
  public static Console nobody(Theme theme) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return plain(InputStream.nullInputStream(), nowhere, StandardCharsets.UTF_8, theme, false);
  }

  /**
   * A pipe, or a terminal that can only append.
   *
   * @param attended whether a person sits there
   */
  public static Console plain(
      InputStream in, PrintStream out, Charset charset, Theme theme, boolean attended) {
    IntSupplier columns =
        attended ? new Width(() -> columnsOfTerminal(charset)) : () -> COLUMNS_WITHOUT_TERMINAL;
    return new PlainConsole(in, out, charset, theme, columns, attended);
  }
}
