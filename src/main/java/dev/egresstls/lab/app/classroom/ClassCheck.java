package dev.egresstls.lab.app.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.bundle.Bundle;
import dev.egresstls.lab.bundle.LabImages;
import dev.egresstls.lab.bundle.RegistryDigests;
import dev.egresstls.lab.classroom.Board;
import dev.egresstls.lab.classroom.ClassPlan;
import dev.egresstls.lab.classroom.ClassSetup;
import dev.egresstls.lab.classroom.TrialRun;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.local.PrivateFiles;
import dev.egresstls.lab.world.local.ProxyFromEnv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks on the trainer's machine whether a class will work; what cannot be known is named. */
public final class ClassCheck {
  private static final int INDENT = 2;
  private static final Duration TOKEN = Duration.ofHours(1);

  /** What came of one look. */
  private enum Result {
    FINE,
    FAILS,
    UNKNOWN
  }

  private record Finding(Result result, String text) {}

  private final AppContext app;
  private final LaunchedRun opened;
  private final String course;
  private final List<Finding> found = new ArrayList<>();

  /** On the trainer's cluster. */
  public ClassCheck(AppContext app, LaunchedRun opened, String course) {
    this.app = app;
    this.opened = opened;
    this.course = course;
  }

  /**
   * Looks at everything.
   *
   * @param bundle the folder that learners without internet get; empty to leave it out
   */
  public Answer answer(Optional<Path> bundle) throws InterruptedException {
    images();
    bundle(bundle);
    run();
    boolean fails = found.stream().anyMatch(one -> one.result() == Result.FAILS);
    return Answer.of((theme, columns) -> lines(theme), this::document).exiting(fails ? 1 : 0);
  }

  private List<Line> lines(dev.egresstls.lab.render.text.Theme theme) {
    return found.stream()
        .map(
            one ->
                Line.at(INDENT)
                    .and(theme.sign(mark(one.result())))
                    .and(Role.PLAIN, " " + one.text())
                    .hanging(INDENT + 2))
        .toList();
  }

  private static Mark mark(Result result) {
    return switch (result) {
      case FINE -> Mark.MET;
      case FAILS -> Mark.UNMET;
      case UNKNOWN -> Mark.OPEN;
    };
  }

  private Tree document() {
    return Tree.object(
        "schemaVersion",
        Answer.SCHEMA_VERSION,
        "class",
        course,
        "findings",
        found.stream()
            .map(
                one ->
                    Tree.object(
                        "result", one.result().name().toLowerCase(Locale.ROOT), "text", one.text()))
            .toList());
  }

  private void found(Result result, String text) {
    found.add(new Finding(result, text));
  }

  /** Practice pulls no image. */
  private void images() throws InterruptedException {
    if (opened.world().mode() == World.Mode.PRACTICE) {
      found(Result.UNKNOWN, say("cli.class.check.simulated"));
      return;
    }
    List<Tree> nodes =
        opened.world().cluster().orElseThrow().resources().list(Query.all("v1", "Node"));
    RegistryDigests registries = new RegistryDigests(new ProxyFromEnv(app.here().env()));
    List<String> names;
    try {
      String track = opened.run().lab().track().id();
      names = LabImages.of(app.catalog(), track, opened.world().downloads());
    } catch (LabFailure e) {
      found(Result.UNKNOWN, say("cli.class.check.no-images", e.problem().what()));
      return;
    }
    for (String image : names) {
      image(image, nodes, registries.pull(image));
    }
  }

  private void image(String image, List<Tree> nodes, RegistryDigests.Pull pull) {
    long there = nodes.stream().filter(node -> images(node).contains(image)).count();
    String left = pull.left().map(one -> say("cli.class.check.left", one)).orElse("");
    if (there == nodes.size() && there > 0) {
      found(Result.FINE, say("cli.class.check.present", image, there));
    } else if (pull.digest().isPresent()) {
      String text =
          say("cli.class.check.pullable", image, pull.digest().get(), there, nodes.size());
      found(Result.FINE, text + left);
      if (left.isEmpty()) {
        found(Result.UNKNOWN, say("cli.class.check.no-limit", image));
      }
    } else {
      found(Result.UNKNOWN, say("cli.class.check.unknown", image, there, nodes.size()) + left);
    }
  }

  private static Set<String> images(Tree node) {
    return node.at("status.images").items().stream()
        .flatMap(one -> one.get("names").texts().stream())
        .collect(Collectors.toSet());
  }

  private void bundle(Optional<Path> folder) {
    if (folder.isEmpty()) {
      found(Result.UNKNOWN, say("cli.class.check.no-bundle"));
      return;
    }
    try {
      int files = Bundle.read(folder.get()).digests().size();
      found(Result.FINE, say("cli.class.check.bundle", folder.get(), files));
    } catch (LabFailure e) {
      found(Result.FAILS, e.problem().what());
    }
  }

  /** As the first learner who has not begun, with that learner's rights. */
  private void run() throws InterruptedException {
    Board board;
    try {
      board = ClassView.open(opened.world(), opened.run().lab(), course).board();
    } catch (LabFailure e) {
      found(Result.UNKNOWN, say("cli.class.check.no-class", e.problem().what()));
      return;
    }
    Optional<ClassPlan.Learner> free =
        board.rows().stream()
            .filter(row -> row.need() == Board.Need.ABSENT)
            .map(Board.Row::learner)
            .findFirst();
    if (free.isEmpty()) {
      found(Result.UNKNOWN, say("cli.class.check.all-begun"));
      return;
    }
    try {
      run(new ClassPlan(course, List.of(free.get())));
    } catch (LabFailure e) {
      found(Result.FAILS, say("cli.class.check.run-failed", e.problem().what()));
    }
  }

  private void run(ClassPlan plan) throws InterruptedException {
    String namespace = plan.namespaces().get(0);
    Path folder = temporary();
    try {
      Map<String, String> tokens = new ClassSetup(opened.run()).tokens(plan, TOKEN);
      new LearnerFiles(folder, "").write(opened.world().cluster().orElseThrow(), plan, tokens);
      LaunchOptions as = LaunchOptions.NOTHING.on(folder.resolve(namespace + ".yaml"));
      ChosenLaunch launch = ChosenLaunch.unattended(as, app.worlds(), app.catalog());
      try (LaunchedRun learner = launch.open(banner -> {}, event -> {})) {
        report(TrialRun.of(learner.run()), namespace);
      }
      TrialRun.forget(opened.run(), namespace);
    } finally {
      remove(folder);
    }
  }

  private void report(TrialRun run, String namespace) {
    int total = run.reports().size();
    String seconds = String.format(Locale.ROOT, "%.1f", run.took().toMillis() / 1000.0);
    found(
        run.held() == total ? Result.FINE : Result.FAILS,
        say("cli.class.check.run", namespace, run.held(), total, seconds));
  }

  private static Path temporary() {
    try {
      return PrivateFiles.temporaryFolder("egresstls-class");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(Neutral.line(String.valueOf(e.getMessage())), e);
    }
  }

  private static void remove(Path folder) {
    try (java.util.stream.Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit(); // the tokens in it are valid for an hour
    }
  }
}
