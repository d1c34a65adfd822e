package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.FailureReport;
import dev.egresstls.lab.app.launch.Launch;
import dev.egresstls.lab.console.JLineConsole;
import dev.egresstls.lab.console.terminal.DriverModes;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.record.Pace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;

/**
 * A session at a terminal in memory: {@code session.type("next").shows("2/8")}. What {@code shows}
 * looks at is what appeared since the line before was typed.
 */
public final class SessionScript implements AutoCloseable {
  private static final Pattern EMPTY_PROMPT =
      Pattern.compile(
          "(?:(?:\\S.* [·-] )?(?:\\d+/\\d+|challenge)| {2}(?:predict|answer) 1 to \\d \\(Enter skips\\)) [›>]");

  private static final int PATIENCE_SECONDS = 60;

  private final Screen screen;
  private final LineDisciplineTerminal terminal;
  private final CountedConsole console;
  private final CompletableFuture<Integer> exit;
  private int from;
  private int asked;

  private SessionScript(
      Launch launch, int columns, Path state, Theme theme, Pace pace, Optional<String> first) {
    this.screen = new Screen(columns);
    this.terminal = terminal(screen, columns);
    this.console =
        new CountedConsole(
            new JLineConsole(terminal, DriverModes.NONE, theme, state.resolve("history")));
    FailureReport failures = new FailureReport(state);
    this.exit =
        CompletableFuture.supplyAsync(
            () -> new Shell(console, launch, failures::problem, state, pace).run(first),
            task -> new Thread(task, "session").start());
    exit.whenComplete((code, thrown) -> screen.wake());
    awaitPrompt();
  }

  /**
   * Opens a session and waits for its first prompt.
   *
   * @param state where the history and details of errors go
   */
  public static SessionScript open(Launch launch, int columns, Path state) {
    return open(launch, columns, state, Theme.PLAIN);
  }

  /** The same in colours. */
  public static SessionScript open(Launch launch, int columns, Path state, Theme theme) {
    return new SessionScript(launch, columns, state, theme, new Pace(true), Optional.empty());
  }

  /** One of a learner who typed a command where it was asked which lab to do. */
  static SessionScript beginning(Launch launch, int columns, Path state, String first) {
    return new SessionScript(
        launch, columns, state, Theme.PLAIN, new Pace(true), Optional.of(first));
  }

  /** One of a learner who is shown a short page before each step. */
  public static SessionScript teaching(Launch launch, int columns, Path state) {
    return new SessionScript(
        launch, columns, state, Theme.PLAIN, new Pace(false), Optional.empty());
  }

  private static LineDisciplineTerminal terminal(Screen screen, int columns) {
    try {
      LineDisciplineTerminal terminal =
          new LineDisciplineTerminal("session", "xterm", screen, StandardCharsets.UTF_8);
      terminal.setSize(new Size(columns, Screen.height()));
      return terminal;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Not any prompt: one of a line that was asked for after the last one was typed. */
  private void awaitPrompt() {
    screen.await(
        "a prompt",
        rows ->
            exit.isDone()
                || console.asked() > asked
                    && !rows.isEmpty()
                    && rows.size() > from
                    && atPrompt(rows));
  }

  /** Waits for a prompt below what was shown, after keys that were pressed. */
  public SessionScript prompted() {
    screen.await("a prompt", rows -> !rows.isEmpty() && atPrompt(rows));
    return this;
  }

  private static boolean atPrompt(List<String> rows) {
    return EMPTY_PROMPT.matcher(rows.get(rows.size() - 1)).matches();
  }

  /** Types a line, presses Enter, and waits for the next prompt. */
  public SessionScript type(String line) {
    asked = console.asked();
    from = screen.shown().size();
    send(line + "\r");
    awaitPrompt();
    return this;
  }

  /** Presses keys, and waits for nothing. */
  public SessionScript press(String keys) {
    from = Math.max(0, screen.shown().size() - 1); // nothing is shown right after another size
    send(keys);
    return this;
  }

  private void send(String keys) {
    try {
      terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What appeared since the last line was typed, with the prompt after it. */
  public List<String> news() {
    List<String> rows = screen.shown();
    return rows.subList(Math.min(from, rows.size()), rows.size());
  }

  /** All that was written to the terminal, with the escape sequences. */
  public String raw() {
    return screen.raw();
  }

  /** The row at the bottom of the terminal. */
  public String bar() {
    return screen.bar();
  }

  /** Waits for the row at the bottom to hold a text. */
  public SessionScript awaitsInBar(String text) {
    screen.await("\"" + text + "\" in the bar", rows -> screen.bar().contains(text));
    return this;
  }

  /** The lines that the program has read. */
  public List<String> lines() {
    return reads().stream().map(CountedConsole.Read::line).toList();
  }

  /** The same, with where they were typed. */
  List<CountedConsole.Read> reads() {
    return console.lines();
  }

  /** Gives the terminal another size; what it showed is gone. */
  public void resize(int columns, int rows) {
    from = 0;
    screen.resize(columns, rows);
    terminal.setSize(new Size(columns, rows));
    terminal.raise(Terminal.Signal.WINCH);
  }

  /** Sends keys and waits for nothing, whatever the screen shows. */
  public void strike(String keys) {
    send(keys);
  }

  /**
   * Sends keys that end a line until the program has read it: what is struck ahead of a question is
   * thrown away. Once the question is drawn, they are sent again.
   */
  void strikeUntilRead(String keys, String line) {
    while (!lines().contains(line)) {
      int drawn = screen.raw().length();
      send(keys);
      screen.await(
          "read: " + line, rows -> lines().contains(line) || screen.raw().length() > drawn);
    }
  }

  /** Everything that was shown from the start. */
  public List<String> all() {
    return screen.shown();
  }

  /** Expects texts among what appeared since the last line. */
  public SessionScript shows(String... texts) {
    String news = String.join("\n", news());
    for (String text : texts) {
      assertTrue(news.contains(text), () -> "not shown: " + text + "\n--- shown:\n" + news);
    }
    return this;
  }

  /** Expects a text not to have appeared since the last line. */
  public SessionScript hides(String text) {
    String news = String.join("\n", news());
    assertFalse(news.contains(text), () -> "shown: " + text + "\n--- in:\n" + news);
    return this;
  }

  /** Waits for a text to appear. */
  public SessionScript awaits(String text) {
    screen.await(
        "\"" + text + "\"",
        rows ->
            String.join("\n", rows.subList(Math.min(from, rows.size()), rows.size()))
                .contains(text));
    return this;
  }

  /** Waits for a further prompt with nothing behind it. */
  public SessionScript awaitsEmptyPrompt() {
    screen.await("a new prompt", rows -> rows.size() > from + 1 && atPrompt(rows));
    return this;
  }

  /** Waits until the program has ended; gives its exit code. */
  public int ends() {
    return exit.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    // What is struck ahead of a question is thrown away: once it is drawn, the keys are sent again.
    while (!exit.isDone()) {
      int drawn = screen.raw().length();
      // Ctrl-U throws away what stands on the line, so that Ctrl-D means the end.
      send("\u0015\u0004");
      screen.await("the end", rows -> exit.isDone() || screen.raw().length() > drawn);
    }
    exit.join();
  }
}
