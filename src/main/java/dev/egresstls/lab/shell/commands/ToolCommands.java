package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.LentKubeconfig;
import dev.egresstls.lab.world.local.PrivateFiles;
import dev.egresstls.lab.world.local.UserShell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user's own shell, whose kubectl and istioctl talk to the pinned cluster and to no other. */
final class ToolCommands {
  /** Set in the shell, so that a prompt or a script can tell. */
  private static final String MARK = "EGRESSTLS_LAB";

  private ToolCommands() {}

  static After command(ShellSession session, CommandWords words) throws InterruptedException {
    int exit = run(session, words.first());
    if (exit != 0) {
      session.say(Role.QUIET, say("shell.outside.exit", exit));
    }
    return After.STAY;
  }

  static After shell(ShellSession session, CommandWords words) throws InterruptedException {
    if (!session.console().attended()) {
      throw Problem.of(Problem.Kind.USAGE, say("shell.outside.nobody"), "!kubectl get pods")
          .failure();
    }
    session.console().print(List.of(Line.of(2, Role.QUIET, say("shell.outside.back")).hanging(2)));
    run(session, Optional.empty());
    return After.STAY;
  }

  private static int run(ShellSession session, Optional<String> line) throws InterruptedException {
    LaunchedRun open = session.open();
    try (LentKubeconfig lent = kubeconfig(open)) {
      Map<String, String> more = Map.of("KUBECONFIG", lent.file().toString(), MARK, "1");
      return away(session, () -> UserShell.ofThisUser().run(line, more));
    } finally {
      open.run().pausedRun().notice();
    }
  }

  private static int away(ShellSession session, java.util.concurrent.Callable<Integer> work)
      throws InterruptedException {
    try {
      return session.console().away(work);
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
  private static LentKubeconfig kubeconfig(LaunchedRun open) {
    Optional<Cluster> cluster = open.world().cluster();
    return cluster.isPresent()
        ? cluster.get().lendToUser(Optional.of(open.run().vars().namespace()))
        : none();
  }

  /** A kubeconfig without a context. */
  private static LentKubeconfig none() {
    try {
      Path file = PrivateFiles.temporaryFile("egresstls-lab", ".yaml");
      return new LentKubeconfig() {
        @Override
        public Path file() {
          return file;
        }

        @Override
        public void close() {
          if (!file.toFile().delete()) {
            file.toFile().deleteOnExit();
          }
        }
      };
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("shell.outside.unwritten", System.getProperty("java.io.tmpdir")))
          .because(Neutral.line(String.valueOf(e.getMessage())))
          .failure();
    }
  }
}
