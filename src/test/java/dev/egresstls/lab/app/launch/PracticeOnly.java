package dev.egresstls.lab.app.launch;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.observed.DeploymentPods;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.PracticeWorld;
import dev.egresstls.lab.practice.api.tls.ServingCertificate;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.CommandRunner;
import dev.egresstls.lab.world.DelegatingWorld;
import dev.egresstls.lab.world.Pods.PodTarget;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Worlds for tests: the practice cluster, whose tools can be held up, and which can be made to look
 * like somebody's own cluster.
 */
public final class PracticeOnly implements Worlds {
  /** {@code --practice}. */
  public static final LaunchOptions CHOICE = choice(true, Optional.empty());

  /** {@code --context prod}: somebody's own cluster. */
  public static final LaunchOptions OWN = choice(false, Optional.of("prod"));

  private static final Supplier<ServingCertificate> KEPT =
      () -> ServingCertificate.in(Path.of("target", "serving"));

  private final AtomicInteger opened = new AtomicInteger();
  private final CountDownLatch held = new CountDownLatch(1);
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean closed;
  private volatile Runnable launch = () -> {};
  private volatile Cluster cluster;
  private volatile String token;

  private static LaunchOptions choice(boolean practice, Optional<String> context) {
    LaunchOptions none = LaunchOptions.NOTHING;
    ClusterOptions cluster =
        new ClusterOptions(practice, false, Optional.empty(), context, Set.of());
    return none.in(cluster);
  }

  @Override
  public Optional<Candidate> candidate(LaunchOptions choice) {
    return choice.cluster().named()
        ? Optional.of(new Candidate("prod", "https://10.0.0.7:6443"))
        : Optional.empty();
  }

  @Override
  public Optional<Problem> dead(Candidate candidate, Duration patience) {
    return Optional.empty();
  }

  @Override
  public World live(LaunchOptions choice) throws InterruptedException {
    PracticeOptions options = PracticeOptions.withIstio("1.27.9").with(KEPT);
    token = options.token();
    World world = PracticeWorld.start(options);
    cluster = world.cluster().orElseThrow();
    return new Dressed(world, true);
  }

  @Override
  public World kind(LaunchOptions choice) {
    throw new UnsupportedOperationException();
  }

  @Override
  public World practice(LaunchOptions choice, PracticeOptions options) throws InterruptedException {
    opened.incrementAndGet();
    launch.run();
    token = options.token();
    World world = PracticeWorld.start(options.with(KEPT));
    cluster = world.cluster().orElseThrow();
    return new Dressed(world, false);
  }

  @Override
  public World scratch(PracticeOptions options) throws InterruptedException {
    return PracticeWorld.start(options);
  }

  @Override
  public String practiceKubernetes() {
    return "1.33";
  }

  /** Does something whenever a practice cluster is opened. */
  public void onPractice(Runnable what) {
    launch = what;
  }

  /** Tools begin, and then wait. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  public void release() {
    gate.countDown();
  }

  /** Waits until a tool is held up. */
  public void awaitHeld() {
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public int opened() {
    return opened.get();
  }

  public boolean closed() {
    return closed;
  }

  /** Lets a host outside stand for other addresses. */
  public void resolve(String host, String addresses) {
    apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: practice-names, namespace: kube-system}
        data: {%s: "%s"}
        """
            .formatted(host, addresses));
  }

  /** Applies an object behind the lab's back. */
  public void apply(String yaml) {
    cluster.resources().apply(Yaml.read(yaml));
  }

  /** The practice cluster, for what is done behind the lab's back. */
  public Cluster cluster() {
    return cluster;
  }

  /** Sends a request from the client's pod behind the lab's back. */
  public void curl(String url) throws InterruptedException {
    var pods = cluster.resources().list(Query.in("default", "v1", "Pod"));
    String pod = ObjectNames.name(DeploymentPods.newest(pods, "default", "curl").orElseThrow());
    List<String> argv = List.of("curl", "-s", url);
    cluster.pods().exec(new PodTarget("default", pod, "curl"), argv, Duration.ofSeconds(20));
  }

  /** A request to the practice cluster by somebody who has its token. */
  public HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
  }

  /** Deletes an object behind the lab's back. */
  public void delete(Ref ref) throws Exception {
    String path =
        "/apis/"
            + ref.apiVersion()
            + "/namespaces/"
            + ref.namespace().orElseThrow()
            + "/"
            + ref.kind().toLowerCase(java.util.Locale.ROOT)
            + "s/"
            + ref.name();
    URI uri = URI.create(cluster.facts().server() + path);
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(request(uri).DELETE().build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }

  private final class Dressed extends DelegatingWorld {
    private final boolean strange;

    Dressed(World world, boolean strange) {
      super(world);
      this.strange = strange;
    }

    @Override
    public boolean fleeting() {
      return !strange && super.fleeting();
    }

    @Override
    public Optional<Cluster> cluster() {
      return strange ? super.cluster().map(StrangeCluster::new) : super.cluster();
    }

    @Override
    public CommandRunner commands() {
      return new Held(super.commands());
    }

    @Override
    public void close() {
      closed = true;
      super.close();
    }
  }

  private final class Held implements CommandRunner {
    private final CommandRunner commands;

    Held(CommandRunner commands) {
      this.commands = commands;
    }

    @Override
    public boolean has(String tool) {
      return commands.has(tool);
    }

    @Override
    public int run(List<String> argv, Map<String, String> env, Consumer<String> lines)
        throws InterruptedException {
      held.countDown();
      gate.await();
      return commands.run(argv, env, lines);
    }
  }
}
