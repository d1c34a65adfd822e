package dev.egresstls.lab.app.launch;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.PracticeWorld;
import dev.egresstls.lab.practice.api.tls.ServingCertificate;
import dev.egresstls.lab.practice.controlplane.PracticeNode;
import dev.egresstls.lab.world.ContextLook;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.kube.ContextLooks;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import dev.egresstls.lab.world.kube.config.Kubeconfigs;
import dev.egresstls.lab.world.kube.rest.ReachabilityProbe;
import dev.egresstls.lab.world.kube.rest.Timing;
import dev.egresstls.lab.world.live.LiveSettings;
import dev.egresstls.lab.world.live.LiveWorld;
import dev.egresstls.lab.world.local.ProxyFromEnv;
import dev.egresstls.lab.world.local.Xdg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The worlds that there really are. */
public final class ActualWorlds implements Worlds {
  /**
   * How long a server may take to accept a connection: a machine that is busy starting this process
   * may be the server's, too. One that refuses is reported at once.
   */
  private static final Duration CONNECTED = Duration.ofSeconds(10);

  /** For looking at all contexts, side by side. */
  private static final Duration ALL_CONTEXTS = Duration.ofSeconds(5);

  /** The same where a program may have to log in first. */
  private static final Duration WITH_LOGIN = Duration.ofSeconds(25);

  private final Map<String, String> env;
  private final Path home;
  private final Duration connecting;
  private final Timing timing;
  private final Map<Candidate, KubeContext> contexts = new ConcurrentHashMap<>();
  private final Map<KubeContext, ReachabilityProbe> probes = new ConcurrentHashMap<>();

  /** Worlds for a user with an environment and a home folder. */
  public ActualWorlds(Map<String, String> env, Path home) {
    this(env, home, CONNECTED, Timing.SYSTEM);
  }

  /** The same with a patience of its own. */
  public ActualWorlds(Map<String, String> env, Path home, Duration connecting, Timing timing) {
    this.env = Map.copyOf(env);
    this.home = home;
    this.connecting = connecting;
    this.timing = timing;
  }

  @Override
  public Worlds in(Map<String, String> other) {
    return new ActualWorlds(other, home);
  }

  @Override
  public Optional<Candidate> candidate(LaunchOptions choice) {
    Kubeconfig kubeconfig = Kubeconfigs.find(choice.cluster().kubeconfig(), env, home);
    if (!choice.cluster().named()
        && (kubeconfig.contexts().isEmpty() || kubeconfig.currentContext().isEmpty())) {
      return Optional.empty();
    }
    KubeContext context = kubeconfig.context(choice.cluster().context());
    Candidate candidate = new Candidate(context.name(), context.server());
    contexts.put(candidate, context);
    return Optional.of(candidate);
  }

  @Override
  public Optional<Problem> dead(Candidate candidate, Duration patience) {
    ReachabilityProbe probe = probe(contexts.get(candidate));
    try {
      return probe.problem(patience).filter(problem -> probe.dead());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public boolean answered(Candidate candidate) {
    ReachabilityProbe probe = probes.get(contexts.get(candidate));
    return probe == null || probe.answered(); // a server that was reached is not probed again
  }

  private ReachabilityProbe probe(KubeContext context) {
    return probes.computeIfAbsent(
        context, one -> ReachabilityProbe.at(one, one.proxy(new ProxyFromEnv(env)::proxy)));
  }

  /** A server that cannot be reached is known by a bare socket, long before there is a client. */
  private void expectConnection(KubeContext context) throws InterruptedException {
    try (ReachabilityProbe probe = probe(context)) {
      Optional<Problem> failure = probe.problem(connecting.minus(probe.age()));
      if (failure.isPresent()) {
        throw failure.get().failure();
      }
    } finally {
      probes.remove(context);
    }
  }

  @Override
  public List<ContextLook> contexts(LaunchOptions choice) throws InterruptedException {
    Kubeconfig kubeconfig = Kubeconfigs.find(choice.cluster().kubeconfig(), env, home);
    if (choice
        .cluster()
        .context()
        .filter(name -> !kubeconfig.contexts().contains(name))
        .isPresent()) {
      kubeconfig.context(choice.cluster().context()); // says which there are
    }
    Duration most = choice.cluster().context().isPresent() ? WITH_LOGIN : ALL_CONTEXTS;
    return new ContextLooks(kubeconfig, new ProxyFromEnv(env)::proxy, most)
        .all(choice.cluster().context());
  }

  private LiveSettings settings(LaunchOptions choice) {
    Xdg folders = new Xdg(env, home, System.getProperty("os.name"));
    return new LiveSettings(
        BundleMirror.in(env), folders, choice.files(), choice.resolver(), choice.addresses());
  }

  @Override
  public World live(LaunchOptions choice) throws InterruptedException {
    Candidate candidate = candidate(choice).orElseThrow();
    KubeContext context = contexts.get(candidate);
    expectConnection(context);
    World live = LiveWorld.onCluster(settings(choice), context, timing);
    return ServedPractice.recognised(live, PracticeOptionsCheck.names(choice));
  }

  @Override
  public World kind(LaunchOptions choice) {
    return LiveWorld.withKind(settings(choice));
  }

  @Override
  public World practice(LaunchOptions choice, PracticeOptions options) throws InterruptedException {
    Path state = new Xdg(env, home, System.getProperty("os.name")).state();
    PracticeOptions served = options.with(() -> ServingCertificate.in(state));
    return PracticeWorld.start(served, PracticeOptionsCheck.names(choice));
  }

  @Override
  public World scratch(PracticeOptions options) throws InterruptedException {
    return PracticeWorld.start(options);
  }

  @Override
  public String practiceKubernetes() {
    return PracticeNode.MINOR;
  }
}
