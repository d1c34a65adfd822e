package dev.egresstls.lab.cli.open;

import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.PracticeWorld;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import dev.egresstls.lab.world.kube.config.Kubeconfigs;
import dev.egresstls.lab.world.live.LiveSettings;
import dev.egresstls.lab.world.live.LiveWorld;
import dev.egresstls.lab.world.local.ProxyFromEnv;
import dev.egresstls.lab.world.local.Xdg;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The worlds that there really are. */
public final class RealWorlds implements Worlds {
  private final Map<String, String> env;
  private final Path home;

  /** Worlds for a user with an environment and a home folder. */
  public RealWorlds(Map<String, String> env, Path home) {
    this.env = Map.copyOf(env);
    this.home = home;
  }

  @Override
  public Optional<Candidate> candidate(Choice choice) {
    Kubeconfig kubeconfig = Kubeconfigs.find(choice.kubeconfig(), env, home);
    if (!choice.namesCluster()
        && (kubeconfig.contexts().isEmpty() || kubeconfig.currentContext().isEmpty())) {
      return Optional.empty();
    }
    KubeContext context = kubeconfig.context(choice.context());
    return Optional.of(new Candidate(context.name(), context.server()));
  }

  @Override
  public Answer knock(Candidate candidate, Duration patience) {
    URI server = URI.create(candidate.server());
    if (new ProxyFromEnv(env).proxy(server).isPresent()) {
      return Answer.NOT_YET;
    }
    int port =
        server.getPort() > 0 ? server.getPort() : server.getScheme().equals("http") ? 80 : 443;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.getHost(), port), (int) patience.toMillis());
      return Answer.YES;
    } catch (SocketTimeoutException | UnknownHostException e) {
      // A name that only a proxy or a VPN knows, or a long way: the client proper finds out.
      return Answer.NOT_YET;
    } catch (IOException e) {
      return Answer.NO;
    }
  }

  private KubeContext context(Choice choice) {
    return Kubeconfigs.find(choice.kubeconfig(), env, home).context(choice.context());
  }

  private LiveSettings settings(Choice choice) {
    Xdg folders = new Xdg(env, home, System.getProperty("os.name"));
    return new LiveSettings(env, folders, choice.files(), choice.resolver(), choice.addresses());
  }

  @Override
  public World live(Choice choice) throws InterruptedException {
    return ServedPractice.recognised(LiveWorld.onCluster(settings(choice), context(choice)));
  }

  @Override
  public World kind(Choice choice) {
    return LiveWorld.withKind(settings(choice));
  }

  @Override
  public World practice(Choice choice, Track track) throws InterruptedException {
    String istio = track.vars().get("istioVersion");
    return PracticeWorld.start(PracticeOptions.of(track.id(), Optional.ofNullable(istio)));
  }

  @Override
  public String practiceKubernetes() {
    return "1.33";
  }
}
