package dev.egresstls.lab.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.doctor.HealthFinding.Severity;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.PracticeWorld;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.CommandRunner;
import dev.egresstls.lab.world.DelegatingWorld;
import dev.egresstls.lab.world.Downloads;
import dev.egresstls.lab.world.Machine;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.World;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A practice cluster that is taken for a real one, on a machine that is made up: with all that is
 * needed, until a test takes something away.
 */
abstract class DoctorStage {
  static final Lab AS_WRITTEN =
      Catalog.builtIn().read("backend-tls-egress", Optional.of("as-written"));
  static final Lab CURRENT = Catalog.builtIn().read("backend-tls-egress", Optional.of("current"));

  PracticeWorld practice;
  final MadeUp world = new MadeUp();

  /** Names of DaemonSets in istio-system: a kind that a practice cluster does not have. */
  final Set<String> daemonSets = new HashSet<>();

  @BeforeEach
  void start() throws Exception {
    practice =
        PracticeWorld.start(PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE));
  }

  @AfterEach
  void close() {
    practice.close();
  }

  /** A machine with all that is needed, until a test takes something away. */
  static final class MadeUp implements CommandRunner, Machine {
    final Map<String, String> tools = new HashMap<>();
    final Map<String, Long> limits = new HashMap<>();
    final Set<String> closed = new HashSet<>();
    Optional<URI> proxy = Optional.empty();

    MadeUp() {
      tools.put("kubectl", "\"gitVersion\": \"v1.33.4\"");
      tools.put("istioctl", "client version: 1.27.9");
      tools.put("kind", "kind v0.29.0 go1.24.3 linux/amd64");
      tools.put("docker", "memory=16000000000");
      limits.put("fs.inotify.max_user_watches", 1048576L);
      limits.put("fs.inotify.max_user_instances", 8192L);
    }

    @Override
    public boolean has(String tool) {
      return tools.containsKey(tool);
    }

    @Override
    public int run(List<String> argv, Map<String, String> env, Consumer<String> lines) {
      String said = tools.get(argv.get(0));
      lines.accept(said);
      return said.isEmpty() ? 1 : 0;
    }

    @Override
    public OptionalLong limit(String name) {
      return limits.containsKey(name) ? OptionalLong.of(limits.get(name)) : OptionalLong.empty();
    }

    @Override
    public Optional<String> unreachable(URI server, Duration patience) {
      return closed.contains(server.getHost()) ? Optional.of("no route") : Optional.empty();
    }

    @Override
    public Optional<URI> proxy(URI url) {
      return proxy;
    }
  }

  /** The practice cluster, taken for a real one on this made-up machine. */
  World real(World.Mode mode) {
    return new DelegatingWorld(practice) {
      @Override
      public Optional<Cluster> cluster() {
        return practice.cluster().map(DoctorStage.this::withDaemonSets);
      }

      @Override
      public Mode mode() {
        return mode;
      }

      @Override
      public CommandRunner commands() {
        return world;
      }

      @Override
      public Machine machine() {
        return world;
      }

      @Override
      public Downloads downloads() {
        return new Downloads() {
          @Override
          public String text(String url, String sha256, String option, Listener listener) {
            throw new AssertionError("the doctor downloads nothing");
          }

          @Override
          public boolean atHand(String url, String sha256, String option) {
            return false;
          }
        };
      }
    };
  }

  private Cluster withDaemonSets(Cluster cluster) {
    Resources more =
        standIn(
            Resources.class,
            (proxy, method, args) ->
                method.getName().equals("get") && ((Ref) args[0]).kind().equals("DaemonSet")
                    ? Optional.of(Tree.object("kind", "DaemonSet"))
                        .filter(one -> daemonSets.contains(((Ref) args[0]).name()))
                    : method.invoke(cluster.resources(), args));
    return standIn(
        Cluster.class,
        (proxy, method, args) ->
            method.getName().equals("resources") ? more : method.invoke(cluster, args));
  }

  private static <T> T standIn(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  HealthReport live(Lab lab, Integer... holding) throws Exception {
    return live(lab, Map.of(), holding);
  }

  HealthReport live(Lab lab, Map<String, String> vars, Integer... holding) throws Exception {
    Patient patient = Patient.of(lab, Vars.of(lab, vars), real(World.Mode.LIVE), Set.of(holding));
    return Doctor.examine(patient);
  }

  HealthReport kind() throws Exception {
    Patient patient =
        new Patient(
            AS_WRITTEN,
            Vars.of(AS_WRITTEN, Map.of()),
            real(World.Mode.KIND),
            Optional.empty(),
            Optional.empty(),
            Set.of());
    return Doctor.examine(patient);
  }

  void apply(String yaml) {
    for (Tree object : Yaml.readAll(yaml)) {
      practice.cluster().orElseThrow().resources().apply(object);
    }
  }

  static HealthFinding only(HealthReport report, String id, Severity severity) {
    List<HealthFinding> found =
        report.findings().stream()
            .filter(one -> one.id().equals(id) && one.severity() == severity)
            .toList();
    assertEquals(1, found.size(), () -> id + ": " + report.findings());
    assertEquals(severity == Severity.FINE, found.get(0).remedy().isEmpty());
    return found.get(0);
  }

  static void assertWarns(HealthReport report, String id, String words) {
    HealthFinding found = only(report, id, Severity.WARNING);
    assertTrue(found.sentence().contains(words), found.sentence());
    assertTrue(report.exitCode(true) > 0);
  }

  static void assertFails(HealthReport report, String id, int step, String words) {
    HealthFinding found = only(report, id, Severity.FATAL);
    assertEquals(Optional.of(step), found.step());
    assertTrue(found.sentence().startsWith("step " + step + " ("), found.sentence());
    assertTrue(found.sentence().contains(words), found.sentence());
    assertEquals(3, report.exitCode(false));
    assertEquals(Problem.Kind.PRECONDITION, report.stopping(step).orElseThrow().kind());
  }
}
