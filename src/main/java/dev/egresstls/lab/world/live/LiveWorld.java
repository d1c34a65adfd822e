package dev.egresstls.lab.world.live;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.CommandRunner;
import dev.egresstls.lab.world.Downloads;
import dev.egresstls.lab.world.Machine;
import dev.egresstls.lab.world.NameResolver;
import dev.egresstls.lab.world.Notes;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.kube.KubeCluster;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import dev.egresstls.lab.world.kube.rest.Timing;
import dev.egresstls.lab.world.local.HttpDownloads;
import dev.egresstls.lab.world.local.LocalMachine;
import dev.egresstls.lab.world.local.NoteFiles;
import dev.egresstls.lab.world.local.PrivateFiles;
import dev.egresstls.lab.world.local.Processes;
import dev.egresstls.lab.world.local.ProxyFromEnv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A real cluster and this machine. */
public final class LiveWorld implements World {
  /** That a server is there is known by a probe before; this is for its first whole answer. */
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);

  private static final Duration FIRST_ANSWER_OF_A_NEW_CLUSTER = Duration.ofSeconds(15);

  private final Mode mode;
  private final LiveSettings settings;
  private final Timing timing;
  private final NameResolver names;
  private final CommandRunner commands;
  private final Downloads downloads;
  private volatile Optional<KubeCluster> cluster = Optional.empty();

  private LiveWorld(Mode mode, LiveSettings settings, Timing timing) {
    this.timing = timing;
    this.mode = mode;
    this.settings = settings;
    this.names = settings.names();
    this.commands = new Processes(settings.env());
    this.downloads =
        new HttpDownloads(
            settings.folders().cache().resolve("downloads"), settings.localFiles(), settings.env());
    PinnedFiles.removeOfTheDead(settings.folders().state());
  }

  /**
   * A world with a cluster of the user's kubeconfig, pinned. The cluster has 10 s for its first
   * answer; whether anybody is there at all is found out before, by {@link
   * dev.egresstls.lab.world.kube.rest.ReachabilityProbe}.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if the cluster does not answer or refuses the
   *     credentials, or a setting is wrong
   */
  public static LiveWorld onCluster(LiveSettings settings, KubeContext context)
      throws InterruptedException {
    return onCluster(settings, context, Timing.SYSTEM);
  }

  /** The same, with a patience of its own for later requests. */
  public static LiveWorld onCluster(LiveSettings settings, KubeContext context, Timing timing)
      throws InterruptedException {
    LiveWorld world = new LiveWorld(Mode.LIVE, settings, timing);
    try {
      world.pin(context, FIRST_ANSWER);
      return world;
    } catch (LabFailure | InterruptedException e) {
      world.close();
      throw e;
    }
  }

  /**
   * A world whose cluster is yet to be made with kind.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if a setting is wrong
   */
  public static LiveWorld withKind(LiveSettings settings) {
    return new LiveWorld(Mode.KIND, settings, Timing.SYSTEM);
  }

  private KubeCluster pin(KubeContext context, Duration patience) throws InterruptedException {
    ProxyFromEnv proxies = new ProxyFromEnv(settings.env());
    ownFolder();
    KubeCluster pinned =
        KubeCluster.connect(context, pinnedFile(), proxies::proxy, patience, timing);
    cluster.ifPresent(KubeCluster::close);
    cluster = Optional.of(pinned);
    return pinned;
  }

  /** Of this process alone: another one may have pinned another cluster. */
  private Path pinnedFile() {
    return PinnedFiles.ofThisProcess(settings.folders().state());
  }

  @Override
  public Mode mode() {
    return mode;
  }

  @Override
  public Optional<String> namespace() {
    return cluster.flatMap(KubeCluster::namespace);
  }

  @Override
  public Optional<Cluster> cluster() {
    return cluster.map(pinned -> pinned);
  }

  @Override
  public Cluster attach(Path kubeconfig, String context) throws InterruptedException {
    keepPrivate(kubeconfig);
    KubeContext created = Kubeconfig.read(List.of(kubeconfig)).context(Optional.of(context));
    return pin(created, FIRST_ANSWER_OF_A_NEW_CLUSTER);
  }

  /** It is kind that wrote it. */
  private static void keepPrivate(Path kubeconfig) {
    try {
      if (Files.isRegularFile(kubeconfig)) {
        PrivateFiles.touch(kubeconfig);
      }
    } catch (IOException e) {
      return; // not the lab's to close, and reading it says more
    }
  }

  @Override
  public Path ownKubeconfig() {
    return ownFolder().resolve("kubeconfig.yaml");
  }

  private Path ownFolder() {
    Path folder = settings.folders().state();
    try {
      return PrivateFiles.folder(folder);
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("world.folder.not-made", folder),
              say("world.folder.not-made.try"))
          .because(Neutral.line(String.valueOf(e.getMessage())))
          .failure();
    }
  }

  @Override
  public Notes notes() {
    Path state = settings.folders().state();
    return new NoteFiles(state.resolve("ledger"), state.resolve("changes"));
  }

  @Override
  public CommandRunner commands() {
    return commands;
  }

  @Override
  public NameResolver names() {
    return names;
  }

  @Override
  public Downloads downloads() {
    return downloads;
  }

  @Override
  public Machine machine() {
    return new LocalMachine(settings.env());
  }

  @Override
  public Clock clock() {
    return Clock.SYSTEM;
  }

  @Override
  public void close() {
    cluster.ifPresent(KubeCluster::close);
    try {
      Files.deleteIfExists(pinnedFile()); // it holds credentials
    } catch (IOException e) {
      pinnedFile().toFile().deleteOnExit();
    }
  }
}
