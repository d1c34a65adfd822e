package dev.egresstls.lab.cli.author;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.FailureReport;
import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.cli.query.TraceCommand;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * {@code egresstls-lab trace} as a page shows it: 100 columns, no colours, nobody's environment.
 */
final class TraceOfPage {
  private final AppContext app;

  TraceOfPage(AppContext app) {
    this.app = app;
  }

  /** What it prints for arguments, the first of which is {@code trace}. */
  List<String> print(List<String> arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ProcessContext here =
        new ProcessContext(
            InputStream.nullInputStream(),
            out,
            out,
            Map.of(),
            app.here().home(),
            false,
            StandardCharsets.UTF_8);
    FailureReport failures = app.failures();
    AppContext quiet = new AppContext(here, app.worlds(), app.catalog(), failures);
    CommandLine line = new CommandLine(new TraceCommand(quiet));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler(
        (e, given) -> {
          out.println(e.getMessage());
          return 2;
        });
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          FailureReport.print(failures.problem(e), here);
          return 1;
        });
    line.execute(arguments.subList(1, arguments.size()).toArray(String[]::new));
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
