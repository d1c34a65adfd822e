package dev.egresstls.lab.world;

import dev.egresstls.lab.lab.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A world in memory, for tests: what it answers is said beforehand, what it was asked is kept. */
public final class FakeWorld implements World {
  /** What a container does with a command. */
  public interface Exec {
    Pods.ExecResult run(String container, List<String> argv) throws InterruptedException;
  }

  /** What a tool does. */
  public interface Tool {
    int run(List<String> argv, Consumer<String> lines) throws InterruptedException;
  }

  private final FakeResources resources = new FakeResources();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, List<String>> hosts = new LinkedHashMap<>();
  private final Map<String, Tool> tools = new LinkedHashMap<>();
  private final List<List<String>> ran = new CopyOnWriteArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<List<String>> execs = new CopyOnWriteArrayList<>();
  private Exec exec = (container, argv) -> new Pods.ExecResult(0, "", "");
  private Mode mode = Mode.PRACTICE;
  private boolean attached = true;

  /** The objects of the cluster. */
  public FakeResources resources() {
    return resources;
  }

  /** There is no cluster until one is created. */
  public FakeWorld withoutCluster() {
    mode = Mode.KIND;
    attached = false;
    return this;
  }

  public FakeWorld mode(Mode other) {
    mode = other;
    return this;
  }

  public FakeWorld host(String name, String... addresses) {
    hosts.put(name, List.of(addresses));
    return this;
  }

  public FakeWorld text(String urlEnding, String text) {
    texts.put(urlEnding, text);
    return this;
  }

  /** DNS knows nothing any more. */
  public FakeWorld withoutHosts() {
    hosts.clear();
    return this;
  }

  public FakeWorld tool(String name, Tool what) {
    tools.put(name, what);
    return this;
  }

  public FakeWorld exec(Exec what) {
    exec = what;
    return this;
  }

  /** A line that istio-proxy logged. */
  public void logs(String line) {
    log.add(line);
  }

  /** The command lines of tools that ran. */
  public List<List<String>> ran() {
    return List.copyOf(ran);
  }

  /** The commands that ran in containers. */
  public List<List<String>> execs() {
    return List.copyOf(execs);
  }

  /** Nobody else's, as a practice cluster of this process is. */
  @Override
  public boolean fleeting() {
    return mode == Mode.PRACTICE;
  }

  @Override
  public Mode mode() {
    return mode;
  }

  private final Cluster cluster = new FakeCluster();

  @Override
  public Optional<Cluster> cluster() {
    return attached ? Optional.of(cluster) : Optional.empty();
  }

  @Override
  public Cluster attach(Path kubeconfig, String context) {
    attached = true;
    return cluster;
  }

  @Override
  public Path ownKubeconfig() {
    return Path.of("own", "kubeconfig");
  }

  private final Notes notes = new FakeNotes();

  @Override
  public Notes notes() {
    return notes;
  }

  @Override
  public CommandRunner commands() {
    return new CommandRunner() {
      @Override
      public boolean has(String tool) {
        return tools.containsKey(tool);
      }

      @Override
      public int run(List<String> argv, Map<String, String> env, Consumer<String> lines)
          throws InterruptedException {
        ran.add(List.copyOf(argv));
        return tools.get(argv.get(0)).run(argv, lines);
      }
    };
  }

  @Override
  public NameResolver names() {
    return new NameResolver() {
      @Override
      public Answer lookUp(String host) {
        List<String> addresses =
            Optional.ofNullable(hosts.get(host))
                .orElseThrow(
                    () ->
                        Problem.of(Problem.Kind.PRECONDITION, "DNS knows no addresses of " + host)
                            .failure());
        return Answer.of("the test", addresses, Optional.empty());
      }

      @Override
      public Answer lookUp(String host, PodConnection dns) {
        return lookUp(host);
      }
    };
  }

  @Override
  public Downloads downloads() {
    return (url, sha256, option, listener) ->
        texts.entrySet().stream()
            .filter(one -> url.endsWith(one.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(
                () -> Problem.of(Problem.Kind.PRECONDITION, "cannot download " + url).failure());
  }

  @Override
  public Clock clock() {
    return Clock.SYSTEM;
  }

  @Override
  public void close() {}

  private final class FakeCluster implements Cluster {
    @Override
    public ClusterFacts facts() {
      boolean practice = mode == Mode.PRACTICE;
      return new ClusterFacts(
          "fake",
          "https://127.0.0.1:1",
          "v1.33.1",
          practice,
          Optional.of("loopback"),
          "",
          Path.of("users", "kubeconfig"));
    }

    @Override
    public LentKubeconfig lend(Optional<String> namespace) {
      return new LentKubeconfig() {
        @Override
        public Path file() {
          return Path.of("users", "kubeconfig");
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public Resources resources() {
      return resources;
    }

    @Override
    public Pods pods() {
      return new Pods() {
        @Override
        public ExecResult exec(PodTarget target, List<String> argv, Duration patience)
            throws InterruptedException {
          execs.add(List.copyOf(argv));
          return exec.run(target.container(), argv);
        }

        @Override
        public PodConnection connect(String namespace, String pod, int port, Duration patience) {
          throw Problem.of(Problem.Kind.PRECONDITION, "no port of this pod is open").failure();
        }

        @Override
        public List<String> log(String namespace, String pod, String container, Instant since) {
          return List.copyOf(log);
        }

        @Override
        public List<String> tail(String namespace, String pod, String container, int most) {
          return log.subList(Math.max(0, log.size() - most), log.size());
        }
      };
    }

    @Override
    public void close() {}
  }
}
