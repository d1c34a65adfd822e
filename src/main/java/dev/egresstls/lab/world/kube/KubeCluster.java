package dev.egresstls.lab.world.kube;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.ClusterFacts;
import dev.egresstls.lab.world.ClusterId;
import dev.egresstls.lab.world.LentKubeconfig;
import dev.egresstls.lab.world.Pods;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.background.Threads;
import dev.egresstls.lab.world.kube.config.CertificateWitness;
import dev.egresstls.lab.world.kube.config.ClientConfigs;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.kube.rest.ApiClient;
import dev.egresstls.lab.world.kube.rest.ServerProblems;
import dev.egresstls.lab.world.kube.rest.Timing;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A cluster of a kubeconfig. Everything goes through the one client that was made for the pinned
 * context, so nothing can end up in another cluster, whatever happens to the user's kubeconfig.
 */
public final class KubeCluster implements Cluster {
  /** A credential plugin may have to ask its cloud first. */
  private static final Duration PLUGIN_PATIENCE = Duration.ofSeconds(20);

  private final ApiClient server;
  private final ClusterFacts facts;
  private final KubeContext context;
  private final Supplier<KubeContext> users;
  private final KubeResources resources;
  private final KubePods pods;

  private KubeCluster(
      ApiClient server,
      ClusterFacts facts,
      KubeContext context,
      Supplier<KubeContext> users,
      ClusterGuard guard) {
    this.server = server;
    this.context = context;
    this.users = users;
    this.facts = facts;
    this.resources = new KubeResources(server, guard);
    this.pods = new KubePods(server);
  }

  /**
   * Pins a context and asks its server which cluster it is.
   *
   * @param kubeconfig the lab's own file, where the context is written for tools
   * @param proxies the proxy for a server, with its port
   * @param patience for the server's first answer
   * @throws LabFailure PRECONDITION if the server does not answer in time or cannot be trusted,
   *     DENIED if it does not accept the credentials
   * @throws InterruptedException if the learner interrupted
   */
  public static KubeCluster connect(
      KubeContext context, Path kubeconfig, Function<URI, Optional<URI>> proxies, Duration patience)
      throws InterruptedException {
    return connect(context, kubeconfig, proxies, patience, Timing.SYSTEM);
  }

  /**
   * The same.
   *
   * @param timing how long later requests may take
   */
  public static KubeCluster connect(
      KubeContext context,
      Path kubeconfig,
      Function<URI, Optional<URI>> proxies,
      Duration patience,
      Timing timing)
      throws InterruptedException {
    return connect(context, kubeconfig, new Means(proxies, patience, timing), Optional.empty());
  }

  /**
   * A cluster that this process serves: no other can answer at its address.
   *
   * @param users how the user's own programs reach it; asked for when one is started
   */
  public static KubeCluster ofThisProcess(
      KubeContext context, Supplier<KubeContext> users, Path kubeconfig, Duration patience)
      throws InterruptedException {
    Means means = new Means(uri -> Optional.empty(), patience, Timing.SYSTEM);
    return connect(context, kubeconfig, means, Optional.of(users));
  }

  private record Means(Function<URI, Optional<URI>> proxies, Duration patience, Timing timing) {}

  private static KubeCluster connect(
      KubeContext context, Path kubeconfig, Means means, Optional<Supplier<KubeContext>> own)
      throws InterruptedException {
    Duration patience = means.patience();
    CertificateWitness witness = new CertificateWitness();
    Duration making = context.needsPlugin() ? PLUGIN_PATIENCE : patience;
    long start = System.nanoTime();
    ApiClient server =
        within(
            making,
            () ->
                new ApiClient(
                    ClientConfigs.client(context, means.proxies(), patience, witness),
                    context,
                    means.timing()),
            context);
    Duration left = patience.minusNanos(System.nanoTime() - start);
    Duration probing = context.needsPlugin() || left.toMillis() < 500 ? patience : left;
    try {
      FirstLook look = within(probing, () -> FirstLook.at(server, patience), context);
      ClusterId id =
          new ClusterId(context.server(), context.authority().or(witness::presented), look.uid());
      Supplier<Optional<String>> uid = own.isPresent() ? look::uid : () -> FirstLook.uid(server);
      ClusterGuard guard = new ClusterGuard(uid, context.name(), witness, id);
      return new KubeCluster(
          server, facts(context, kubeconfig, look), context, own.orElse(() -> context), guard);
    } catch (LabFailure | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  /** Even a name server that hangs must not hold the answer up, so the work is done elsewhere. */
  private static <T> T within(Duration patience, Callable<T> work, KubeContext context)
      throws InterruptedException {
    FutureTask<T> done = new FutureTask<>(work);
    Threads.start("cluster-connect", done);
    try {
      return done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new ServerProblems(context).of(e.getCause()).failure();
    } catch (TimeoutException e) {
      throw new ServerProblems(context).unreachable(e).failure();
    }
  }

  private static ClusterFacts facts(KubeContext context, Path kubeconfig, FirstLook look) {
    Judgement judged = Judgement.of(context.name(), context.server(), look, Instant.now());
    return new ClusterFacts(
        context.name(),
        context.server(),
        look.version(),
        judged.practice(),
        judged.throwaway(),
        judged.looksLike(),
        kubeconfig);
  }

  /** The namespace that the context names; empty if it names none. */
  public Optional<String> namespace() {
    return context.context().get("namespace").text().filter(name -> !name.isBlank());
  }

  @Override
  public ClusterFacts facts() {
    return facts;
  }

  @Override
  public Resources resources() {
    return resources;
  }

  @Override
  public Pods pods() {
    return pods;
  }

  @Override
  public LentKubeconfig lend(Optional<String> namespace) {
    return lend(namespace, context);
  }

  @Override
  public LentKubeconfig lendToUser(Optional<String> namespace) {
    return lend(namespace, users.get());
  }

  private LentKubeconfig lend(Optional<String> namespace, KubeContext context) {
    Path pinned = facts.kubeconfig();
    String name = pinned.getFileName().toString().replaceFirst("\\.yaml$", "");
    Path file = pinned.resolveSibling(name + "-" + UUID.randomUUID() + ".yaml");
    namespace.map(context::in).orElse(context).writeTo(file);
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
  }

  @Override
  public void close() {
    resources.close();
    server.close();
  }
}
