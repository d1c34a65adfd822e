package dev.egresstls.lab.cli.trace;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.CliProgram;
import dev.egresstls.lab.cli.FailureReport;
import dev.egresstls.lab.cli.ProcessContext;
import dev.egresstls.lab.cli.open.PracticeOnly;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** {@code trace} as a process runs it, without the process. */
abstract class TraceProcess {
  /** The tutorial's state on Istio 1.29.1, as it was recorded. */
  static final String TUTORIAL = "src/test/resources/captures/1.29.1/tutorial/scenario.json";

  /** The request that takes the good way. */
  static final String GOOD = "http://www.google.com:443";

  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** A file with a text; gives its path. */
  String file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text).toString();
  }

  /** Runs it with arguments; gives the exit code. */
  int trace(String... args) {
    return reading("", args);
  }

  /** The same with something to read from stdin. */
  int reading(String input, String... args) {
    out.reset();
    err.reset();
    ProcessContext here =
        new ProcessContext(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("XDG_STATE_HOME", home.resolve("state").toString()),
            home,
            false,
            StandardCharsets.UTF_8);
    AppContext app =
        new AppContext(
            here, new PracticeOnly(), Catalog.builtIn(), new FailureReport(here.state()));
    List<String> all = new ArrayList<>(List.of("trace"));
    all.addAll(Arrays.asList(args));
    return new CliProgram(app).run(all);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
