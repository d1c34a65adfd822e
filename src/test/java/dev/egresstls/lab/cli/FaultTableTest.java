package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.cluster.Pace;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.kube.fault.FaultProxy;
import dev.egresstls.lab.world.kube.fault.FaultProxy.Fault;
import dev.egresstls.lab.world.kube.fault.FaultProxy.Request;
import dev.egresstls.lab.world.kube.fault.Faults;
import dev.egresstls.lab.world.kube.rest.Timing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole commands with a fault between the lab and its cluster: what is over in a moment does no
 * harm, and what stays is named. Never a wrong verdict, a wrong cause, or a change made twice.
 */
class FaultTableTest {
  /** What would be said of objects that are there, if a fault were taken for their absence. */
  private static final String ABSENT = "expected to exist";

  /** What stays silent is given up on after this in the place of the usual 15 and 40 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @TempDir Path home;
  private final PracticeCluster served =
      PracticeCluster.start(PracticeOptions.withIstio("1.27.9").with(Pace.IMMEDIATE));
  private FaultProxy proxy;
  private Path kubeconfig;
  private LabOutcome outcome;

  @BeforeEach
  void start() throws Exception {
    proxy = new FaultProxy(served.url());
    kubeconfig = Files.writeString(home.resolve("config"), proxy.through(served.kubeconfig()));
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    served.close();
  }

  /** With pauses so short that all faults of the table take no two minutes. */
  private static final Timing QUICK =
      new Timing(
          Duration.ofSeconds(60),
          Duration.ofSeconds(65),
          Duration.ofMillis(500),
          Clock.SYSTEM,
          pause -> Timing.SYSTEM.pauses().pause(pause.dividedBy(50)));

  private int lab(String... args) {
    return lab(QUICK, args);
  }

  private int lab(Timing timing, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    outcome = LabOutcome.of(home, all, timing);
    return outcome.code();
  }

  private String printed() {
    return outcome.printed();
  }

  private static Arguments row(String name, Predicate<Request> about, Fault fault) {
    return Arguments.of(name, about, fault);
  }

  static Stream<Arguments> passing() {
    Predicate<Request> any = request -> !request.watches();
    Predicate<Request> changes = Request::changes;
    Predicate<Request> reads = Request::reads;
    Predicate<Request> upgrades = Request::upgrades;
    return Stream.of(
        row("429", any, Faults.status(429, "TooManyRequests", "Retry-After: 1")),
        row("429 without a time", any, Faults.status(429, "TooManyRequests")),
        row("500", any, Faults.status(500, "InternalError")),
        row("502 with a page", any, Faults.page(502)),
        row("503", any, Faults.status(503, "ServiceUnavailable")),
        row("504", any, Faults.status(504, "Timeout")),
        row("reset before it was done", any, Faults.reset()),
        row("reset after it was done", changes, Faults.doneThenReset()),
        row("504 after it was done", changes, Faults.doneThen(Faults.status(504, "Timeout"))),
        row("truncated", reads, Faults.truncated()),
        row("truncated after it was done", changes, Faults.truncated()),
        row("truncated without a length", reads, Faults.truncatedUnseen()),
        row("a web page", reads, Faults.page(200)),
        row("a web page that says 404", reads, Faults.page(404)),
        row("a handshake that is reset", upgrades, Faults.reset()),
        row("a handshake that is refused", upgrades, Faults.status(503, "ServiceUnavailable")));
  }

  /** Every request has the fault the first time that it is made. */
  private static Predicate<Request> onceEach(Predicate<Request> about) {
    Set<String> had = new HashSet<>();
    return request -> {
      synchronized (had) {
        return about.test(request) && had.add(request.method() + request.path());
      }
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void what_is_over_in_a_moment_does_no_harm_on_whichever_request(
      String name, Predicate<Request> about, Fault fault) {
    proxy.fault(onceEach(about), fault);
    assertEquals(0, lab("run", "--yes"), this::printed);
    assertTrue(outcome.out().contains("8 of 8 hold"), this::printed);
    assertTrue(proxy.hits() > 0, name);
    proxy.heal();
    assertEquals(0, lab("try", "policy-before-service", "--yes"), this::printed);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void a_what_if_with_a_fault_once_on_each_request_is_undone(
      String name, Predicate<Request> about, Fault fault) {
    assertEquals(0, lab("run", "--yes"), this::printed);
    proxy.fault(onceEach(about.and(Request::changes)), fault);
    assertEquals(0, lab("try", "policy-before-service", "--yes"), this::printed);
    assertFalse(printed().contains("already exists"), this::printed);
    proxy.heal();
    assertEquals(0, lab("check"), this::printed);
  }

  static Stream<Arguments> staying() {
    Predicate<Request> any = request -> true;
    Predicate<Request> changes = Request::changes;
    Predicate<Request> lists = request -> request.reads() && request.path().contains("/services");
    return Stream.of(
        stays("429", changes, Faults.status(429, "TooManyRequests"), 3, "too busy to patch"),
        stays("500", changes, Faults.status(500, "InternalError"), 3, "InternalError by the"),
        stays("503", changes, Faults.status(503, "ServiceUnavailable"), 3, "ServiceUnavailable"),
        stays("reset", changes, Faults.reset(), 3, "not known whether the cluster did this: patch"),
        stays("silent", changes, Faults.silent(), 3, "no answer in time"),
        stays("a web page", changes, Faults.page(200), 3, "is no Kubernetes object"),
        stays("403", changes, Faults.status(403, "Forbidden"), 4, "does not let you patch"),
        stays("401", changes, Faults.status(401, "Unauthorized"), 4, "accept your credentials"),
        stays(
            "lists: 503", lists, Faults.status(503, "Unavailable"), 3, "refuses to list services"),
        stays("lists: 403", lists, Faults.status(403, "Forbidden"), 4, "does not let you list"),
        stays("lists: silent", lists, Faults.silent(), 3, ""),
        stays("lists: a page", lists, Faults.page(200), 3, "is no Kubernetes object"),
        stays("lists: 404 page", lists, Faults.page(404), 3, "is no Kubernetes object"),
        stays("lists: cut", lists, Faults.truncatedUnseen(), 3, "is no Kubernetes object"),
        stays("all: reset", any, Faults.reset(), 3, "does not answer"),
        stays("all: silent", any, Faults.silent(), 3, "no answer in time"),
        stays("all: 503", any, Faults.status(503, "Unavailable"), 3, "refuses to get /version"),
        stays("all: a page", any, Faults.page(200), 3, "is no Kubernetes API"),
        stays("all: 401", any, Faults.status(401, "Unauthorized"), 4, "accept your credentials"));
  }

  private static Arguments stays(
      String name, Predicate<Request> about, Fault fault, int code, String words) {
    return Arguments.of(name, about, fault, code, words);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("staying")
  void what_stays_is_named_and_never_taken_for_absence(
      String name, Predicate<Request> about, Fault fault, int code, String words) {
    proxy.fault(about, fault);
    assertEquals(code, lab(QUICK.atMost(PATIENCE), "run", "--yes"), this::printed);
    assertTrue(printed().replaceAll("\\s+", " ").contains(words), this::printed);
    assertFalse(printed().contains(ABSENT), this::printed);
    assertFalse(printed().contains("Exception"), this::printed);
    assertFalse(printed().contains("practice cluster, simulated in this process"), this::printed);
  }

  static Stream<Arguments> watches() {
    return Stream.of(
        Arguments.of("silent", Faults.silentWatch()),
        Arguments.of("never answered", Faults.silent()),
        Arguments.of("ended at once", Faults.endedWatch()),
        Arguments.of("garbage", Faults.garbageWatch()),
        Arguments.of("410 at once", Faults.goneWatch()),
        Arguments.of("410 as an answer", Faults.status(410, "Expired")),
        Arguments.of("429", Faults.status(429, "TooManyRequests")),
        Arguments.of("500", Faults.status(500, "InternalError")),
        Arguments.of("reset", Faults.reset()),
        Arguments.of("a web page", Faults.page(200)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("watches")
  void a_run_needs_no_watch(String name, Fault fault) {
    proxy.fault(Request::watches, fault);
    assertEquals(0, lab("run", "--yes"), this::printed);
    assertTrue(outcome.out().contains("8 of 8 hold"), this::printed);
    assertFalse(printed().contains(ABSENT), this::printed);
  }

  @Test
  void answers_that_come_byte_by_byte_are_waited_for() {
    proxy.fault(Request::reads, Faults.slow());
    assertEquals(0, lab("run", "--yes", "--to", "slice"), this::printed);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {"Mon, 30 Nov 2020 10:00:00 GMT", "Sat, 30 Nov 2052 14:00:00 GMT"})
  void a_server_whose_clock_is_wrong_changes_no_verdict(String date) {
    proxy.fault(request -> !request.watches() && !request.upgrades(), Faults.dated(date));
    assertEquals(0, lab("run", "--yes"), this::printed);
    assertEquals(0, lab("try", "policy-before-service", "--yes"), this::printed);
  }

  @Test
  void a_redirect_ends_the_run_with_both_hosts_named() {
    proxy.fault(Request::changes, Faults.redirect(307, "http://192.0.2.1:6443"));
    assertEquals(3, lab("run", "--yes"), this::printed);
    String said = printed().replaceAll("\\s+", " ");
    assertTrue(said.contains(proxy.url()) && said.contains("http://192.0.2.1:6443"), said);
    assertTrue(proxy.forwarded().stream().noneMatch(Request::changes));
  }
}
