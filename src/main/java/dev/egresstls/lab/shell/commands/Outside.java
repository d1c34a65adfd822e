package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.Lesson;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.opening.Opened;
import dev.egresstls.lab.shell.typed.PromptWords;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import dev.egresstls.lab.world.local.user.UserShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user's own shell, whose kubectl and istioctl talk to the pinned cluster and to no other. */
final class Outside {
  /** Set in the shell, so that a prompt or a script can tell. */
  private static final String MARK = "EGRESSTLS_LAB";

  private Outside() {}

  static After command(Lesson lesson, PromptWords words) throws InterruptedException {
    int exit = run(lesson, words.first());
    if (exit != 0) {
      lesson.say(Role.QUIET, say("shell.outside.exit", exit));
    }
    return After.STAY;
  }

  static After shell(Lesson lesson, PromptWords words) throws InterruptedException {
    if (!lesson.desk().attended()) {
      throw Problem.of(Problem.Kind.USAGE, say("shell.outside.nobody"), "!kubectl get pods")
          .failure();
    }
    lesson.desk().print(List.of(Line.of(2, Role.QUIET, say("shell.outside.back")).hanging(2)));
    run(lesson, Optional.empty());
    return After.STAY;
  }

  private static int run(Lesson lesson, Optional<String> line) throws InterruptedException {
    Opened open = lesson.open();
    Path kubeconfig = kubeconfig(open);
    try {
      Map<String, String> more = Map.of("KUBECONFIG", kubeconfig.toString(), MARK, "1");
      return away(lesson, () -> UserShell.ofThisUser().run(line, more));
    } finally {
      delete(kubeconfig);
      open.run().interlude().notice();
    }
  }

  private static int away(Lesson lesson, java.util.concurrent.Callable<Integer> work)
      throws InterruptedException {
    try {
      return lesson.desk().away(work);
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A file of this command alone: what is set in it does not reach the lab. Where there is no
   * cluster yet it names none, so that no other cluster is reached by mistake.
   */
  private static Path kubeconfig(Opened open) {
    try {
      // A temporary file is made with mode 0600 where the file system knows modes.
      Path file = Files.createTempFile("egresstls-lab", ".yaml");
      file.toFile().deleteOnExit();
      open.world()
          .cluster()
          .map(Cluster::facts)
          .ifPresent(
              facts ->
                  Kubeconfig.read(List.of(facts.kubeconfig()))
                      .context(Optional.of(facts.context()))
                      .in(open.run().vars().text("ns").orElse("default"))
                      .writeTo(file));
      return file;
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("shell.outside.unwritten", System.getProperty("java.io.tmpdir")))
          .because(Neutral.line(String.valueOf(e.getMessage())))
          .failure();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return; // it is deleted on exit
    }
  }
}
