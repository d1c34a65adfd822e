package dev.egresstls.lab.cli;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.FailureReport;
import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.app.labs.LabSources;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.shell.OpenShell;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One run of the program in practice, without a person.
 *
 * @param code the exit code
 */
record CliSession(int code, String out, String err) {
  /** Runs the program with arguments and an environment. */
  static CliSession run(Path home, Map<String, String> env, String... args) {
    return run(home, env, "", false, args);
  }

  /** The same for somebody at a terminal that only appends, who types what is given. */
  static CliSession typing(Path home, String typed, String... args) {
    return run(home, Map.of("TERM", "dumb"), typed, true, args);
  }

  private static CliSession run(
      Path home, Map<String, String> env, String typed, boolean terminal, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ProcessContext here =
        new ProcessContext(
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            env,
            home,
            terminal,
            StandardCharsets.UTF_8);
    AppContext app =
        new AppContext(
            here, new PracticeOnly(), LabSources.all(here), new FailureReport(here.state()));
    int code = new CliProgram(app, OpenShell::run).run(List.of(args));
    return new CliSession(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Tree json() {
    return Json.read(out);
  }
}
