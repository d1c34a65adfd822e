package dev.egresstls.lab.cli.selfcheck;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.value.Json;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code self-check}: one screen to attach to a bug report. */
@Command(
    name = "self-check",
    mixinStandardHelpOptions = true,
    description = "${bundle:cli.self-check.summary}")
public final class SelfCheckCommand implements Callable<Integer> {
  private static final int LABELS = 24;

  private final AppContext app;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.option.output}")
  private Output output = Output.TABLE;

  /** The command for a process. */
  public SelfCheckCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    Map<String, Map<String, SelfCheck.Value>> groups =
        new SelfCheck(app.here(), Path.of("")).groups();
    PrintStream out = app.here().out();
    if (output == Output.JSON) {
      out.println(Json.pretty(json(groups)));
    } else {
      groups.forEach(
          (group, values) -> values.forEach((name, value) -> line(group, name, value.shown())));
    }
    out.flush();
    return 0;
  }

  private static Map<String, Object> json(Map<String, Map<String, SelfCheck.Value>> groups) {
    Map<String, Object> json = new LinkedHashMap<>();
    groups.forEach(
        (group, values) -> {
          Map<String, Object> fields = new LinkedHashMap<>();
          values.forEach((name, value) -> fields.put(name, value.json()));
          json.put(group, fields);
        });
    return json;
  }

  private void line(String group, String name, String value) {
    if (value.isEmpty()) {
      return; // said with the value before it
    }
    String label = group + " " + name;
    String row = label + " ".repeat(Math.max(1, LABELS - label.length())) + value;
    app.here().out().println(app.here().theme(ColourChoice.NEVER).spell(row));
  }
}
