package dev.egresstls.lab.cli.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.classroom.ClassPreparation;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.classroom.ClassPlan;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.lab.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code class prepare}: namespaces and rights, kubeconfigs and cards. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.class.prepare.summary}", "${bundle:cli.class.prepare.more}"})
public final class PrepareCommand extends TrainerCommand {
  private enum Format {
    YAML;

    @Override
    public String toString() {
      return "yaml";
    }
  }

  private static final int MOST_HOURS = 240;

  @Option(
      names = "--learners",
      paramLabel = "N",
      required = true,
      description = "${bundle:cli.class.prepare.learners}")
  private int learners;

  @Option(names = "--names", paramLabel = "FILE", description = "${bundle:cli.class.prepare.names}")
  private Path names;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.class.prepare.output}")
  private Format format;

  @Option(names = "--out", paramLabel = "DIR", description = "${bundle:cli.class.prepare.out}")
  private Path folder;

  @Option(
      names = "--hours",
      paramLabel = "N",
      defaultValue = "12",
      description = "${bundle:cli.class.prepare.hours}")
  private int hours;

  @Option(
      names = "--command",
      paramLabel = "TEXT",
      defaultValue = "egresstls-lab",
      description = "${bundle:cli.class.prepare.command}")
  private String program;

  @Option(
      names = {"-y", "--yes"},
      description = "${bundle:cli.class.prepare.yes}")
  private boolean yes;

  private ClassPlan plan;

  /** The command for a process. */
  public PrepareCommand(AppContext app) {
    super(app);
  }

  @Override
  public Integer call() throws Exception {
    plan = plan();
    if (format == Format.YAML) {
      Optional<String> track = selection.choice().track();
      String text = ClassPreparation.yaml(plan, app.catalog().read(track));
      Printing.text(text, app.here());
      return 0;
    }
    if (!yes && !app.here().terminal()) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("cli.class.prepare.unasked"),
              "egresstls-lab class prepare --learners " + learners + " --yes",
              "egresstls-lab class prepare --learners " + learners + " -o yaml")
          .failure();
    }
    return super.call();
  }

  private ClassPlan plan() {
    if (hours < 1 || hours > MOST_HOURS) {
      throw Problem.of(
              Problem.Kind.USAGE, say("cli.class.prepare.hours.wrong", MOST_HOURS), "--hours 12")
          .failure();
    }
    return ClassPlan.of(course, learners, names());
  }

  private List<String> names() {
    try {
      return names == null
          ? List.of()
          : Files.readAllLines(names).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("cli.option.file-missing", "names", names),
              say("cli.option.file-missing.try"))
          .failure();
    }
  }

  @Override
  int on(LaunchedRun opened) throws InterruptedException {
    Path out = folder == null ? Path.of(course) : folder;
    ClassPreparation preparation =
        new ClassPreparation(plan, out, program, Duration.ofHours(hours));
    return preparation.prepare(opened, user(), yes) ? 0 : Problem.Kind.UNSAFE.exitCode();
  }
}
