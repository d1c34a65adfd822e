package dev.egresstls.lab.world.kube;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.ClusterFacts;
import dev.egresstls.lab.world.LentKubeconfig;
import dev.egresstls.lab.world.Pods;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.kube.config.ClientConfigs;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.kube.rest.Answer;
import dev.egresstls.lab.world.kube.rest.ApiServer;
import dev.egresstls.lab.world.kube.rest.Call;
import dev.egresstls.lab.world.kube.rest.Deed;
import dev.egresstls.lab.world.kube.rest.ServerProblems;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A cluster of a kubeconfig. Everything goes through the one client that was made for the pinned
 * context, so nothing can end up in another cluster, whatever happens to the user's kubeconfig.
 */
public final class KubeCluster implements Cluster {
  /** A practice cluster's version ends so; nothing else tells it from a real one. */
  public static final String PRACTICE_MARK = "+practice";

  /** A credential plugin may have to ask its cloud first. */
  private static final Duration PLUGIN_PATIENCE = Duration.ofSeconds(20);

  private final ApiServer server;
  private final ClusterFacts facts;
  private final KubeContext context;
  private final KubeResources resources;
  private final KubePods pods;

  private KubeCluster(ApiServer server, ClusterFacts facts, KubeContext context) {
    this.server = server;
    this.context = context;
    this.facts = facts;
    this.resources = new KubeResources(server);
    this.pods = new KubePods(server);
  }

  /**
   * Pins a context and asks its server for its version.
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
    if (context.needsPlugin()) {
      context.writeTo(kubeconfig); // the client reads it again for each new token
    }
    Duration making = context.needsPlugin() ? PLUGIN_PATIENCE : patience;
    long start = System.nanoTime();
    ApiServer server =
        within(
            making,
            () ->
                new ApiServer(
                    ClientConfigs.client(context, kubeconfig, proxies, patience), context),
            context);
    Duration left = patience.minusNanos(System.nanoTime() - start);
    Duration probing = context.needsPlugin() || left.toMillis() < 500 ? patience : left;
    try {
      Answer version = within(probing, () -> ask(server, patience), context);
      ClusterFacts facts = facts(context, kubeconfig, server, version.tree());
      return new KubeCluster(server, facts, context);
    } catch (LabFailure | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  private static Answer ask(ApiServer server, Duration patience) {
    Call call =
        new Call("GET", "/version", Optional.empty(), "", patience, new Deed("get /version"));
    Answer answer = server.require(call);
    if (answer.tree().get("gitVersion").text().isEmpty()) {
      throw server.problems().notKubernetes().failure();
    }
    return answer;
  }

  /** Even a name server that hangs must not hold the answer up, so the work is done elsewhere. */
  private static <T> T within(Duration patience, Supplier<T> work, KubeContext context)
      throws InterruptedException {
    CompletableFuture<T> done = CompletableFuture.supplyAsync(work, KubeCluster::aside);
    try {
      return done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new ServerProblems(context).of(e.getCause()).failure();
    } catch (TimeoutException e) {
      throw new ServerProblems(context).unreachable(e).failure();
    }
  }

  private static void aside(Runnable work) {
    Thread thread = new Thread(work, "cluster-connect");
    thread.setDaemon(true);
    thread.start();
  }

  private static ClusterFacts facts(
      KubeContext context, Path kubeconfig, ApiServer server, Tree answer) {
    String version = Neutral.line(answer.get("gitVersion").text(""));
    boolean practice = version.endsWith(PRACTICE_MARK);
    Optional<String> throwaway =
        practice
            ? Optional.of(say("world.looks.practice"))
            : ClusterLooks.throwaway(context.name(), context.server(), version);
    String looks = throwaway.isPresent() ? "" : looksLike(context, server, version);
    return new ClusterFacts(
        context.name(), context.server(), version, practice, throwaway, looks, kubeconfig);
  }

  /** Asked only of a cluster that does not look like a throwaway one. */
  private static String looksLike(KubeContext context, ApiServer server, String version) {
    return ClusterLooks.looksLike(
        context.server(),
        version,
        ifAllowed(server, "/api/v1/nodes?limit=1"),
        ifAllowed(server, "/api/v1/namespaces/kube-system"),
        Instant.now());
  }

  private static Tree ifAllowed(ApiServer server, String path) {
    Answer answer = server.send(Call.get(path, new Deed("get " + path)));
    return answer.ok() ? answer.tree() : Tree.MISSING;
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
