package dev.egresstls.lab.world.local;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.background.Threads;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user's own shell, with this process's terminal or pipes. */
public final class UserShell {
  private final Map<String, String> env;
  private final boolean windows;

  /**
   * The shell of an environment.
   *
   * @param os as in the system property {@code os.name}
   */
  public UserShell(Map<String, String> env, String os) {
    this.env = Map.copyOf(env);
    this.windows = os.startsWith("Windows");
  }

  /** That of the user who runs this process. */
  public static UserShell ofThisUser() {
    return new UserShell(System.getenv(), System.getProperty("os.name"));
  }

  /** What is run: the shell alone, or the shell with a line to do. */
  List<String> argv(Optional<String> line) {
    String own = env.getOrDefault(windows ? "ComSpec" : "SHELL", "");
    String shell = own.isBlank() ? windows ? "cmd.exe" : "sh" : own;
    return line.map(one -> List.of(shell, windows ? "/c" : "-c", one)).orElse(List.of(shell));
  }

  /**
   * Runs it and waits for its end. If this process ends before, it ends too.
   *
   * @param line what it does; empty to let the user type
   * @param more variables in addition to those of the environment
   * @return its exit code
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if it cannot be started
   */
  public int run(Optional<String> line, Map<String, String> more) throws InterruptedException {
    Process process = start(argv(line), more);
    Runnable noLonger = Threads.atExit("end-of-shell", () -> ProcessTree.end(process.toHandle()));
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      ProcessTree.end(process.toHandle());
      throw e;
    } finally {
      noLonger.run();
    }
  }

  private Process start(List<String> argv, Map<String, String> more) {
    ProcessBuilder builder = new ProcessBuilder(argv).inheritIO();
    builder.environment().clear();
    builder.environment().putAll(env);
    builder.environment().putAll(more);
    try {
      return builder.start();
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("world.shell.start", argv.get(0)),
              say("world.shell.other", windows ? "ComSpec" : "SHELL"))
          .because(Neutral.line(String.valueOf(e.getMessage())))
          .failure();
    }
  }
}
