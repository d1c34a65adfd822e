package dev.egresstls.lab.cli;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.cli.open.ActualWorlds;
import dev.egresstls.lab.world.kube.rest.Timing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the program ended, run in this process on real clusters, with no person and no terminal. */
public record LabOutcome(int code, String out, String err) {
  /** Runs it; {@code home} is the user's home, and what it remembers is below that. */
  public static LabOutcome of(Path home, List<String> args) {
    return of(home, Catalog.builtIn(), args);
  }

  /** The same with other labs. */
  static LabOutcome of(Path home, Catalog labs, List<String> args) {
    return of(home, labs, args, Map.of(), "");
  }

  /**
   * The same with more in the environment.
   *
   * @param typed what comes by standard input
   */
  public static LabOutcome of(
      Path home, Catalog labs, List<String> args, Map<String, String> more, String typed) {
    return of(home, labs, args, more, typed, Duration.ofSeconds(10), Timing.SYSTEM);
  }

  /** The same with a patience of its own. */
  static LabOutcome of(Path home, List<String> args, Timing timing) {
    return of(home, args, Map.of(), timing);
  }

  /** The same with more in the environment, and a patience of its own. */
  static LabOutcome of(Path home, List<String> args, Map<String, String> env, Timing timing) {
    return of(home, Catalog.builtIn(), args, env, "", timing.longest(), timing);
  }

  private static LabOutcome of(
      Path home,
      Catalog labs,
      List<String> args,
      Map<String, String> more,
      String typed,
      Duration firstWord,
      Timing timing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Map<String, String> env = new HashMap<>(more);
    env.putIfAbsent("XDG_STATE_HOME", home.resolve("state").toString());
    ProcessContext here =
        new ProcessContext(
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            env,
            home,
            false,
            StandardCharsets.UTF_8);
    AppContext app =
        new AppContext(
            here,
            new ActualWorlds(env, home, firstWord, timing),
            labs,
            new FailureReport(here.state()));
    int code = new CliProgram(app).run(args);
    return new LabOutcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** All that it printed. */
  public String printed() {
    return out + err;
  }
}
