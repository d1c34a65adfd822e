package dev.egresstls.lab.cli.serve;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.cli.option.Appearance;
import dev.egresstls.lab.console.Interrupts;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.WaitUntil;
import dev.egresstls.lab.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code practice wait}: until the cluster that writes a kubeconfig is ready. */
@Command(name = "wait", mixinStandardHelpOptions = true, description = "${bundle:cli.wait.summary}")
public final class WaitCommand implements Callable<Integer> {
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final AppContext app;
  private String lately = "";

  @Mixin private Appearance appearance = new Appearance();

  @Parameters(paramLabel = "FILE", description = "${bundle:cli.wait.file}")
  private Path kubeconfig;

  @Option(names = "--timeout", paramLabel = "SECONDS", description = "${bundle:cli.wait.timeout}")
  private int seconds = 60;

  /** The command for a process. */
  public WaitCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    if (seconds < 0) {
      throw Problem.of(Problem.Kind.USAGE, say("cli.wait.no-time", seconds), "--timeout 60")
          .failure();
    }
    if (Files.isDirectory(kubeconfig)) {
      throw Problem.of(Problem.Kind.USAGE, say("cli.wait.folder", kubeconfig)).failure();
    }
    Duration most = Duration.ofSeconds(seconds);
    boolean ready =
        Interrupts.allow(() -> WaitUntil.asking(Clock.SYSTEM, INTERVAL, most, this::answers));
    if (!ready) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("cli.wait.late", seconds),
              say("cli.wait.late.try", kubeconfig))
          .because(lately)
          .failure();
    }
    return 0;
  }

  private boolean answers() throws InterruptedException {
    if (!Files.exists(kubeconfig)) {
      lately = say("cli.wait.no-file", kubeconfig);
      return false;
    }
    try (World world = app.worlds().live(LaunchOptions.NOTHING.on(kubeconfig))) {
      if (world.mode() == World.Mode.PRACTICE) {
        return true;
      }
    } catch (LabFailure e) {
      lately = e.problem().what();
      return false;
    }
    throw Problem.of(Problem.Kind.USAGE, say("cli.wait.other", kubeconfig)).failure();
  }
}
