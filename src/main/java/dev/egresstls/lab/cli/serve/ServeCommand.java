package dev.egresstls.lab.cli.serve;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.cli.option.Appearance;
import dev.egresstls.lab.console.Interrupts;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.PracticeWorld;
import dev.egresstls.lab.practice.api.tls.ServingCertificate;
import dev.egresstls.lab.trace.offline.Setting;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.background.Threads;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code practice serve}: a practice cluster until Ctrl-C. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "${bundle:cli.serve.summary}")
public final class ServeCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65_535;

  private final AppContext app;

  @Mixin private Appearance appearance = new Appearance();

  @Option(names = "--track", paramLabel = "TRACK", description = "${bundle:cli.option.track-alone}")
  private String track;

  @Option(names = "--istio", paramLabel = "VERSION", description = "${bundle:cli.serve.istio}")
  private String istio;

  @Option(names = "--port", paramLabel = "PORT", description = "${bundle:cli.serve.port}")
  private int port;

  @Option(names = "--at", paramLabel = "STEP", description = "${bundle:cli.serve.at}")
  private String at;

  @Option(
      names = "--write-kubeconfig",
      paramLabel = "FILE",
      description = "${bundle:cli.serve.write-kubeconfig}")
  private Path kubeconfig;

  public ServeCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    Lab lab = app.catalog().read(Optional.ofNullable(track));
    int step = at == null ? 1 : StepNumber.of(lab, at);
    if (kubeconfig != null) {
      WrittenKubeconfig.refuseForeign(kubeconfig);
      WrittenKubeconfig.refuseHomeless(kubeconfig);
    }
    if (port < 0 || port > LAST_PORT) {
      throw Problem.of(Problem.Kind.USAGE, say("cli.serve.no-port", port), "--port 6443").failure();
    }
    Optional<String> version =
        Optional.ofNullable(istio).map(Setting::istio).map(IstioVersion::toString);
    // Making the certificate takes a second, once per machine; the steps are done meanwhile.
    Path state = app.here().state();
    CompletableFuture<ServingCertificate> certificate =
        Threads.compute("serving-certificate", () -> ServingCertificate.in(state));
    PracticeOptions options =
        version
            .map(PracticeOptions::withIstio)
            .orElseGet(() -> PracticeOptions.of(lab.track().vars()))
            .with(() -> made(certificate))
            .at(port)
            .outside(() -> lab.scenario().outside(Vars.of(lab, Map.of())));
    try (PracticeCluster cluster = PracticeCluster.start(options)) {
      return Interrupts.allow(() -> serve(cluster, lab, step));
    } catch (InterruptedException e) {
      // Ctrl-C is how this command is meant to end.
      return 0;
    }
  }

  private static ServingCertificate made(CompletableFuture<ServingCertificate> certificate) {
    try {
      return certificate.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof LabFailure failure ? failure : e;
    }
  }

  private Path file(PracticeCluster cluster) {
    int chosen = URI.create(cluster.secureUrl()).getPort();
    return kubeconfig != null
        ? kubeconfig
        : app.here().state().resolve("practice-" + chosen + ".yaml");
  }

  /** Whoever waits for the kubeconfig finds the steps done. */
  private int serve(PracticeCluster cluster, Lab lab, int step) throws InterruptedException {
    if (step > 1) {
      try (World world = PracticeWorld.on(cluster)) {
        HeadStart.before(step, lab, world);
      }
      cluster.endPlainText();
    }
    try (WrittenKubeconfig written =
        WrittenKubeconfig.write(file(cluster), cluster.secureKubeconfig())) {
      // SIGTERM runs no finally blocks.
      Threads.atExit("kubeconfig", written::close);
      announce(cluster, written.file(), step);
      new CountDownLatch(1).await();
      return 0;
    }
  }

  private void announce(PracticeCluster cluster, Path file, int step) {
    String done =
        step == 1 ? say("cli.serve.done-none") : count("cli.serve.done", step - 1, step - 1);
    StringBuilder text = new StringBuilder();
    say(
            "cli.serve.announced",
            cluster.secureUrl(),
            done,
            cluster.istio(),
            PracticeCluster.CONTEXT,
            file)
        .lines()
        .forEach(line -> line(text, line));
    app.here().out().print(text);
    app.here().out().flush();
  }

  private void line(StringBuilder text, String line) {
    text.append(app.here().theme(dev.egresstls.lab.render.text.ColourChoice.NEVER).spell(line))
        .append(System.lineSeparator());
  }
}
