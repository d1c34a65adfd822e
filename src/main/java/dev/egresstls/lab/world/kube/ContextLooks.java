package dev.egresstls.lab.world.kube;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.ContextLook;
import dev.egresstls.lab.world.ContextLook.State;
import dev.egresstls.lab.world.kube.config.ClientConfigs;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import dev.egresstls.lab.world.kube.rest.ApiClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Looks at the clusters of all contexts of a kubeconfig, side by side, and changes none. */
public final class ContextLooks {
  /** So many at the same time; each is a client with threads of its own. */
  private static final int SIDE_BY_SIDE = 16;

  private final Kubeconfig kubeconfig;
  private final Function<URI, Optional<URI>> proxies;
  private final Duration most;

  /**
   * Looks that take no longer than a bound, all together.
   *
   * @param proxies the proxy for a server, with its port
   */
  public ContextLooks(Kubeconfig kubeconfig, Function<URI, Optional<URI>> proxies, Duration most) {
    this.kubeconfig = kubeconfig;
    this.proxies = proxies;
    this.most = most;
  }

  /**
   * Looks at all of them, in the order of the kubeconfig. A credential plugin may open a browser or
   * ask for a password, so it runs for one context only.
   *
   * @param chosen the context that the user named; empty for the current one
   */
  public List<ContextLook> all(Optional<String> chosen) throws InterruptedException {
    Optional<String> current = kubeconfig.currentContext();
    Optional<String> mayLogIn = chosen.or(() -> current);
    ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE, ContextLooks::daemon);
    long end = System.nanoTime() + most.toNanos();
    try {
      List<Future<ContextLook>> coming = new ArrayList<>();
      for (String name : kubeconfig.contexts()) {
        boolean isCurrent = current.equals(Optional.of(name));
        boolean logsIn = mayLogIn.equals(Optional.of(name));
        coming.add(threads.submit(() -> look(name, isCurrent, logsIn)));
      }
      List<ContextLook> looks = new ArrayList<>();
      for (int i = 0; i < coming.size(); i++) {
        String name = kubeconfig.contexts().get(i);
        looks.add(taken(coming.get(i), end, name, current.equals(Optional.of(name))));
      }
      return looks;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "context-look");
    thread.setDaemon(true);
    return thread;
  }

  private ContextLook taken(Future<ContextLook> coming, long end, String name, boolean current)
      throws InterruptedException {
    try {
      return coming.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      String says = say("world.clusters.slow", most.toSeconds());
      return new ContextLook(Neutral.line(name), "", current, State.UNREACHABLE, says, "");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private ContextLook look(String name, boolean current, boolean mayLogIn) {
    String server = "";
    String shown = Neutral.line(name);
    try {
      KubeContext context = kubeconfig.context(Optional.of(name));
      server = address(context.server());
      if (context.needsPlugin() && !mayLogIn) {
        String says = say("world.clusters.plugin", plugin(context), shown);
        return new ContextLook(shown, server, current, State.NOT_ASKED, says, "");
      }
      FirstLook look = look(context);
      Judgement judged = Judgement.of(name, context.server(), look, Instant.now());
      State state =
          judged.practice()
              ? State.PRACTICE
              : judged.throwaway().isPresent() ? State.THROWAWAY : State.ASKS;
      String says = judged.practice() ? say("world.clusters.practice") : judged.looksLike();
      return new ContextLook(shown, server, current, state, says, look.version());
    } catch (LabFailure e) {
      return new ContextLook(shown, server, current, State.UNREACHABLE, e.problem().what(), "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ContextLook(shown, server, current, State.UNREACHABLE, "", "");
    }
  }

  /** The address alone: a path may hold a token, and a user name belongs to nobody else. */
  private static String address(String server) {
    URI uri = URI.create(server);
    return Neutral.line(uri.getScheme() + "://" + uri.getRawAuthority().replaceFirst(".*@", ""));
  }

  private static String plugin(KubeContext context) {
    String command = context.user().at("exec.command").text("");
    return command.isEmpty() ? "auth-provider" : Neutral.line(Path.of(command).getFileName() + "");
  }

  private FirstLook look(KubeContext context) throws InterruptedException {
    try (ApiClient server = new ApiClient(ClientConfigs.client(context, proxies, most), context)) {
      return FirstLook.at(server, most);
    }
  }
}
