package dev.egresstls.lab.cli.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.app.query.LiveTracer;
import dev.egresstls.lab.app.query.PreparedPractice;
import dev.egresstls.lab.app.query.Queries;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.trace.Resolved;
import dev.egresstls.lab.trace.TraceAnswer;
import dev.egresstls.lab.trace.TraceQuestion;
import dev.egresstls.lab.trace.offline.FilesTracer;
import dev.egresstls.lab.trace.offline.Setting;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trace}: the way of a request, predicted; none is sent. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.trace.summary}", "${bundle:cli.trace.more}"})
public final class TraceCommand extends QueryCommand {
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

  /** The command for a process. */
  public TraceCommand(AppContext app) {
    super(app);
  }

  /** The columns of a way are easier to follow when they stand closer together. */
  @Override
  int withoutTerminal() {
    return 100;
  }

  @Override
  int answer() throws InterruptedException {
    List<String> objects = new ArrayList<>(files.objects());
    moveUrl(objects);
    TraceQuestion question =
        TraceQuestion.of(
                urls,
                Optional.ofNullable(from),
                Optional.ofNullable(in),
                Optional.ofNullable(whyNot))
            .naming(HostHeader.of(headers));
    return objects.isEmpty() ? atCluster(question) : overFiles(question, objects);
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
    if (chosen.cluster().practice() || chosen.cluster().kind() || chosen.cluster().named()) {
      throw Problem.of(
              Problem.Kind.USAGE, say("cli.trace.no-cluster"), say("cli.option.conflict.try"))
          .failure();
    }
    List<Tree> objects = ObjectFiles.read(names, app.here().in());
    FilesTracer tracer =
        new FilesTracer(objects, files.setting(), question, this::labUrl, this::client);
    Resolved.refuseUnused(files.resolved(), question.urls(tracer));
    TraceAnswer answer =
        files.compares() ? compared(question, objects) : TraceAnswer.to(question, tracer);
    return print(answer(say("cli.trace.where-files", String.join(", ", names)), answer));
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
            new FilesTracer(objects, now, question, this::labUrl, this::client), files.title(now)),
        new TraceAnswer.Versus(
            new FilesTracer(objects, then, question, this::labUrl, this::client),
            files.title(then)));
  }

  private String labUrl() {
    return Vars.of(lab(), selection.choice().vars()).url();
  }

  private String client() {
    return lab().scenario().subject().map(one -> one.client().deployment()).orElse("client");
  }

  private Lab lab() {
    return app.catalog().read(Optional.empty());
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
    return ask(
        opened -> {
          PreparedPractice.beforeRequest(opened);
          LiveTracer tracer =
              new LiveTracer(opened.world(), opened.run(), question, resolved, files.origins());
          Resolved.refuseUnused(resolved, question.urls(tracer));
          String versions = opened.banner().versions().map(text -> " · " + text).orElse("");
          return answer(opened.banner().where() + versions, TraceAnswer.to(question, tracer));
        });
  }

  /** The answer below a line that says what was asked. */
  private Answer answer(String where, TraceAnswer found) {
    Answer answer = Queries.trace(found, verbose);
    return new Answer(
        (theme, columns) -> {
          List<Line> lines = new ArrayList<>();
          lines.add(Line.of(2, Role.QUIET, where).hanging(4));
          lines.addAll(answer.page().lines(theme, columns));
          return lines;
        },
        answer.document(),
        answer.exitCode());
  }
}
