package dev.egresstls.lab.practice;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.practice.dataplane.net.Outside;
import dev.egresstls.lab.practice.tools.PracticeDownloads;
import dev.egresstls.lab.practice.tools.PracticeNames;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.CommandRunner;
import dev.egresstls.lab.world.Downloads;
import dev.egresstls.lab.world.NameResolver;
import dev.egresstls.lab.world.Notes;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.kube.KubeCluster;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import dev.egresstls.lab.world.local.NoteFiles;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A world with a practice cluster: its own in this process, or one that is served elsewhere. Either
 * is reached over HTTP like any cluster; the tools, names and downloads are simulated.
 */
public final class PracticeWorld implements World {
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(15);

  private final Cluster cluster;
  private final Path folder;
  private final CommandRunner commands;
  private final NameResolver names;
  private final Downloads downloads = new PracticeDownloads();
  private final AutoCloseable server;
  private final boolean fleeting;

  private PracticeWorld(
      Cluster cluster,
      Path folder,
      String istio,
      AutoCloseable server,
      boolean fleeting,
      Outside outside,
      Optional<NameResolver> given) {
    this.cluster = cluster;
    this.folder = folder;
    this.server = server;
    this.fleeting = fleeting;
    this.names = given.orElseGet(() -> new PracticeNames(() -> cluster, outside));
    this.commands = new SimulatedTools(() -> cluster, istio, ownKubeconfig());
  }

  /**
   * Starts a practice cluster that ends with this world.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if the port is taken
   */
  public static PracticeWorld start(PracticeOptions options) throws InterruptedException {
    return start(options, Optional.empty());
  }

  /**
   * The same, with other names than those of its outside world.
   *
   * @param given what this machine resolves; its pods resolve what they always do
   */
  public static PracticeWorld start(PracticeOptions options, Optional<NameResolver> given)
      throws InterruptedException {
    PracticeCluster own = PracticeCluster.start(options);
    try {
      return on(own, own, given);
    } catch (RuntimeException | InterruptedException e) {
      own.close();
      throw e;
    }
  }

  /** A world on a practice cluster of this process, which is left running. */
  public static PracticeWorld on(PracticeCluster running) throws InterruptedException {
    return on(running, () -> {}, Optional.empty());
  }

  private static PracticeWorld on(
      PracticeCluster running, AutoCloseable end, Optional<NameResolver> given)
      throws InterruptedException {
    Path folder = temporaryFolder();
    Cluster client =
        KubeCluster.ofThisProcess(
            context(folder, running.kubeconfig()),
            () -> context(folder, running.secureKubeconfig()),
            folder.resolve("pinned.yaml"),
            FIRST_ANSWER);
    return new PracticeWorld(client, folder, running.istio(), end, true, running.outside(), given);
  }

  private static KubeContext context(Path folder, String kubeconfig) {
    Path file = folder.resolve("served.yaml");
    try {
      PrivateFiles.write(file, kubeconfig);
      try {
        return Kubeconfig.read(List.of(file)).context(Optional.empty());
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * A world on a practice cluster that another process serves. It is left running, and the cluster
   * is closed with this world.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if it has no marker
   */
  public static PracticeWorld on(Cluster served) {
    PracticeMarker marker =
        PracticeMarker.read(served)
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.PRECONDITION,
                            say("practice.marker.lost"),
                            say("practice.marker.lost.try"))
                        .failure());
    return new PracticeWorld(
        served,
        temporaryFolder(),
        marker.istio(),
        () -> {},
        false,
        Outside.USUAL,
        Optional.empty());
  }

  private static Path temporaryFolder() {
    try {
      return PrivateFiles.temporaryFolder("egresstls-practice");
    } catch (IOException e) {
      throw unwritable(Path.of(System.getProperty("java.io.tmpdir")), e);
    }
  }

  private static RuntimeException unwritable(Path folder, IOException cause) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            say("practice.folder.unwritable", folder),
            say("practice.folder.unwritable.try"))
        .because(String.valueOf(cause.getMessage()))
        .failure();
  }

  @Override
  public Mode mode() {
    return Mode.PRACTICE;
  }

  @Override
  public boolean fleeting() {
    return fleeting;
  }

  @Override
  public Optional<Cluster> cluster() {
    return Optional.of(cluster);
  }

  /** The cluster was there all along: kind has only brought its node to be. */
  @Override
  public Cluster attach(Path kubeconfig, String context) {
    return cluster;
  }

  @Override
  public Path ownKubeconfig() {
    return folder.resolve("kubeconfig.yaml");
  }

  /** Kept with the cluster, and gone with it. */
  @Override
  public Notes notes() {
    Path ledger = folder.resolve("ledger");
    return fleeting ? NoteFiles.passing(ledger) : new NoteFiles(ledger);
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
  public Clock clock() {
    return Clock.SYSTEM;
  }

  @Override
  public void close() {
    cluster.close();
    try {
      server.close();
      clear(folder.resolve("ledger"));
      clear(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    } catch (Exception e) {
      throw new IllegalStateException("the practice cluster could not be closed", e);
    }
  }

  private static void clear(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
      Files.delete(folder);
    }
  }
}
