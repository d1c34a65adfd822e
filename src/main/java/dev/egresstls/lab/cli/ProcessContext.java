package dev.egresstls.lab.cli;

import dev.egresstls.lab.cli.streams.StandardInput;
import dev.egresstls.lab.cli.streams.StandardOutput;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.render.text.Hyperlinks;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.world.local.Xdg;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the process was started in.
 *
 * @param terminal whether both stdin and stdout are a terminal
 * @param charset what stdout and stdin are encoded in
 */
public record ProcessContext(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> env,
    Path home,
    boolean terminal,
    Charset charset) {

  private static final String ACCESSIBLE = "ACCESSIBLE";

  /** Those of this process. */
  public static ProcessContext ofThisProcess() {
    String encoding =
        System.getProperty(
            "stdout.encoding", System.getProperty("sun.stdout.encoding", nativeEncoding()));
    Charset charset =
        Charset.isSupported(encoding) ? Charset.forName(encoding) : StandardCharsets.US_ASCII;
    return new ProcessContext(
        StandardInput.ofThisProcess(),
        StandardOutput.ofThisProcess(charset),
        System.err,
        System.getenv(),
        homeOfUser(),
        atTerminal(),
        charset);
  }

  /** From JDK 22 on there may be a console without a terminal, which says so itself. */
  private static boolean atTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // an older JDK, which has no console without a terminal
    }
  }

  /** As kubectl does, so that both read the same kubeconfig. */
  private static Path homeOfUser() {
    String home = System.getenv().getOrDefault("HOME", "");
    return Path.of(home.isEmpty() ? System.getProperty("user.home") : home);
  }

  private static String nativeEncoding() {
    return System.getProperty("native.encoding", Charset.defaultCharset().name());
  }

  /** The folder for history and logs of errors. */
  public Path state() {
    return new Xdg(env, home, System.getProperty("os.name")).state();
  }

  /**
   * Colours and signs for this terminal or pipe. For whoever listens to it (ACCESSIBLE, neither
   * empty nor 0 or false) words stand for the signs.
   */
  public Theme theme(ColourChoice choice) {
    Theme theme =
        new Theme(
            choice.colours(env, terminal),
            ColourChoice.unicode(env, charset.name()),
            Hyperlinks.known(env, terminal),
            false);
    return spoken() ? theme.aloud() : theme;
  }

  /** Asks a question at the terminal; only yes, or y, is agreement. */
  public boolean answersYes(String question) {
    err.print(question + " ");
    err.flush();
    StringBuilder typed = new StringBuilder();
    try {
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        typed.append((char) c);
      }
    } catch (IOException e) {
      return false;
    }
    String answer = typed.toString().strip().toLowerCase(Locale.ROOT);
    return answer.equals("yes") || answer.equals("y");
  }

  /** Whether someone listens to what is printed. */
  boolean spoken() {
    String value = env.getOrDefault(ACCESSIBLE, "").strip().toLowerCase(Locale.ROOT);
    return !value.isEmpty() && !value.equals("0") && !value.equals("false");
  }

  /** The same for someone who listens. */
  ProcessContext madeAccessible() {
    return with(ACCESSIBLE, "1");
  }

  /** The same with a value in the environment. */
  ProcessContext with(String variable, String value) {
    Map<String, String> more = new HashMap<>(env);
    more.put(variable, value);
    return new ProcessContext(in, out, err, Map.copyOf(more), home, terminal, charset);
  }
}
