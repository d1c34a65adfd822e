package dev.egresstls.lab.cli;

import dev.egresstls.lab.app.ProcessContext;
import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What this process was started in. */
public final class ThisProcess {
  private ThisProcess() {}

  /** The streams and the environment of this process. */
  public static ProcessContext context() {
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
}
