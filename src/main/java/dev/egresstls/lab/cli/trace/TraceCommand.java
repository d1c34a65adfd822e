package dev.egresstls.lab.cli.trace;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.ProcessContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.open.ChosenLaunch;
import dev.egresstls.lab.cli.open.LaunchOptions;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.RouteLines;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.console.Consoles;
import dev.egresstls.lab.shell.console.Interrupts;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.shell.whatif.LiveTracer;
import dev.egresstls.lab.trace.Resolved;
import dev.egresstls.lab.trace.TraceAnswer;
import dev.egresstls.lab.trace.TraceQuestion;
import dev.egresstls.lab.trace.offline.FilesTracer;
import dev.egresstls.lab.trace.offline.Setting;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trace}: the way of a request, predicted; none is sent. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.trace.summary}", "${bundle:cli.trace.more}"})
public final class TraceCommand implements Callable<Integer> {
  private final AppContext app;

  @Mixin private Selection selection = new Selection();
  @Mixin private FilesOptions files = new FilesOptions();

  @Parameters(arity = "0..*", paramLabel = "URL", description = "${bundle:cli.trace.url}")
  private List<String> urls = new ArrayList<>();

  @Option(names = "--from", paramLabel = "deploy/NAME", description = "${bundle:cli.trace.from}")
  private String from;

  @Option(names = "--in", paramLabel = "NAMESPACE", description = "${bundle:cli.trace.in}")
  private String in;

  @Option(names = "--why-not", paramLabel = "URL2", description = "${bundle:cli.trace.why-not}")
  private String whyNot;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "\"Host: NAME\"",
      description = "${bundle:cli.trace.header}")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = {"-v", "--verbose"},
      description = "${bundle:cli.trace.verbose}")
  private boolean verbose;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.option.output}")
  private Output output = Output.TABLE;

  /** The command for a process. */
  public TraceCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    List<String> objects = new ArrayList<>(files.objects());
    moveUrl(objects);
    TraceQuestion question =
        TraceQuestion.of(
                urls,
                Optional.ofNullable(from),
                Optional.ofNullable(in),
                Optional.ofNullable(whyNot))
            .naming(HostHeader.of(headers));
    return Interrupts.allow(
        () -> objects.isEmpty() ? atCluster(question) : overFiles(question, objects));
  }

  /** A URL behind --objects was meant as one: no file is called so. */
  private void moveUrl(List<String> objects) {
    for (String name : files.objects()) {
      if (name.matches("(?i)(?:https?|tcp)://.*")) {
        objects.remove(name);
        urls.add(name);
      }
    }
  }

  private int overFiles(TraceQuestion question, List<String> names) throws InterruptedException {
    LaunchOptions chosen = selection.choice();
    if (chosen.practice() || chosen.kind() || chosen.namesCluster()) {
      throw Problem.of(
              Problem.Kind.USAGE, say("cli.trace.no-cluster"), say("cli.option.conflict.try"))
          .failure();
    }
    List<Tree> objects = ObjectFiles.read(names, app.here().in());
    FilesTracer tracer = new FilesTracer(objects, files.setting(), question, this::labUrl);
    Resolved.refuseUnused(files.resolved(), question.urls(tracer));
    TraceAnswer answer =
        files.compares() ? compared(question, objects) : TraceAnswer.to(question, tracer);
    show(say("cli.trace.where-files", String.join(", ", names)), answer);
    return 0;
  }

  /** The same request under two settings. */
  private TraceAnswer compared(TraceQuestion question, List<Tree> objects)
      throws InterruptedException {
    if (whyNot != null) {
      throw Problem.of(
              Problem.Kind.USAGE, say("cli.trace.one-comparison"), say("cli.option.conflict.try"))
          .failure();
    }
    Setting now = files.setting();
    Setting then = files.other();
    return TraceAnswer.beside(
        question,
        new TraceAnswer.Versus(
            new FilesTracer(objects, now, question, this::labUrl), files.title(now)),
        new TraceAnswer.Versus(
            new FilesTracer(objects, then, question, this::labUrl), files.title(then)));
  }

  private String labUrl() {
    Lab lab = app.catalog().read(app.catalog().ids().get(0), Optional.empty());
    return Vars.of(lab, selection.choice().vars()).fill("http://${host}:443");
  }

  private int atCluster(TraceQuestion question) throws InterruptedException {
    if (files.forFilesAlone().isPresent()) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("cli.trace.for-files", files.forFilesAlone().get()),
              "--objects FILE",
              say("cli.trace.for-files.try"))
          .failure();
    }
    List<Resolved> resolved = files.resolved();
    ChosenLaunch launch = ChosenLaunch.unattended(selection.choice(), app.worlds(), app.catalog());
    try (LaunchedRun opened = launch.open(banner -> {}, event -> {})) {
      PreparedPractice.beforeRequest(opened);
      LiveTracer tracer =
          new LiveTracer(opened.world(), opened.run(), question, resolved, files.origins());
      Resolved.refuseUnused(resolved, question.urls(tracer));
      TraceAnswer answer = TraceAnswer.to(question, tracer);
      String where = opened.banner().where();
      show(where + opened.banner().versions().map(text -> " · " + text).orElse(""), answer);
      opened.banner().note().ifPresent(note -> app.here().err().println(note));
      return 0;
    }
  }

  private void show(String where, TraceAnswer answer) {
    ProcessContext here = app.here();
    if (output == Output.JSON) {
      byte[] json = (Json.pretty(answer.document()) + "\n").getBytes(StandardCharsets.UTF_8);
      here.out().write(json, 0, json.length);
      here.out().flush();
      return;
    }
    Theme theme = here.theme(selection.colour());
    int columns = here.terminal() ? Consoles.columnsOfTerminal(here.charset()) : 100;
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(2, Role.QUIET, where).hanging(4));
    lines.addAll(new RouteLines(theme, columns).of(answer, verbose));
    new Layout(theme, columns).rows(lines).forEach(here.out()::println);
    here.out().flush();
  }
}
