package dev.egresstls.lab.cli.serve;

import dev.egresstls.lab.cli.Workshop;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.PracticeWorld;
import dev.egresstls.lab.shell.StepNumber;
import dev.egresstls.lab.shell.desk.Interrupts;
import dev.egresstls.lab.world.World;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code practice serve}: a practice cluster until Ctrl-C. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serves a practice cluster on loopback until Ctrl-C, for kubectl and the lab.")
public final class ServeCommand implements Callable<Integer> {
  private final Workshop workshop;

  @Option(names = "--track", paramLabel = "TRACK", description = "as-written or current.")
  private String track;

  @Option(names = "--istio", paramLabel = "VERSION", description = "What istioctl installs.")
  private String istio;

  @Option(names = "--port", paramLabel = "PORT", description = "Where to listen; 0 for any.")
  private int port;

  @Option(names = "--at", paramLabel = "STEP", description = "Do the steps before this one first.")
  private String at;

  @Option(
      names = "--write-kubeconfig",
      paramLabel = "FILE",
      description = "Where to write the kubeconfig; it is removed at the end.")
  private Path kubeconfig;

  public ServeCommand(Workshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public Integer call() throws Exception {
    String id = workshop.catalog().ids().get(0);
    Lab lab = workshop.catalog().read(id, Optional.ofNullable(track));
    int step = at == null ? 1 : StepNumber.of(lab, at);
    if (kubeconfig != null) {
      WrittenKubeconfig.refuseForeign(kubeconfig);
    }
    PracticeOptions options =
        PracticeOptions.of(lab.track().id(), Optional.ofNullable(istio)).at(port);
    try (PracticeCluster cluster = PracticeCluster.start(options);
        WrittenKubeconfig written = WrittenKubeconfig.write(file(cluster), cluster.kubeconfig())) {
      // SIGTERM runs no finally blocks.
      Runtime.getRuntime().addShutdownHook(new Thread(written::close));
      return Interrupts.allow(() -> serve(cluster, written.file(), lab, step));
    } catch (InterruptedException e) {
      // Ctrl-C is how this command is meant to end.
      return 0;
    }
  }

  private Path file(PracticeCluster cluster) {
    int chosen = URI.create(cluster.url()).getPort();
    return kubeconfig != null
        ? kubeconfig
        : workshop.here().state().resolve("practice-" + chosen + ".yaml");
  }

  private int serve(PracticeCluster cluster, Path file, Lab lab, int step)
      throws InterruptedException {
    if (step > 1) {
      try (World world = PracticeWorld.on(cluster)) {
        HeadStart.before(step, lab, world);
      }
    }
    announce(cluster, file, step);
    new CountDownLatch(1).await();
    return 0;
  }

  private void announce(PracticeCluster cluster, Path file, int step) {
    String done =
        step == 1
            ? "empty"
            : step == 2 ? "step 1 is done" : "steps 1 to " + (step - 1) + " are done";
    StringBuilder text = new StringBuilder();
    line(text, "practice cluster, simulated, at " + cluster.url() + " · " + done);
    line(text, "  istioctl here installs Istio " + cluster.istio());
    line(text, "  context    " + PracticeCluster.CONTEXT);
    line(text, "  kubectl    kubectl --kubeconfig " + file + " get pods -A");
    line(text, "  the lab    egresstls-lab --kubeconfig " + file);
    line(text, "Ctrl-C ends it, and nothing is left.");
    workshop.here().out().print(text);
    workshop.here().out().flush();
  }

  private void line(StringBuilder text, String line) {
    text.append(workshop.here().theme(dev.egresstls.lab.render.text.ColourChoice.NEVER).spell(line))
        .append(System.lineSeparator());
  }
}
