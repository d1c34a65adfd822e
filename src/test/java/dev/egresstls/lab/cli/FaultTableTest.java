package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.world.kube.TlsServer;
import dev.egresstls.lab.world.kube.fault.FaultProxy.Fault;
import dev.egresstls.lab.world.kube.fault.FaultProxy.Request;
import dev.egresstls.lab.world.kube.fault.Faults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole commands with a fault between the lab and its cluster: what is over in a moment does no
 * harm, and what stays is named. Never a wrong verdict, a wrong cause, or a change made twice. Most
 * of each row is waiting, so several are done at a time, each with a cluster of its own.
 */
class FaultTableTest {
  private static final int AT_A_TIME = 6;

  /** What would be said of objects that are there, if a fault were taken for their absence. */
  private static final String ABSENT = "expected to exist";

  @TempDir Path folder;

  /** A fault, and the requests that meet it. */
  private record Row(String name, Predicate<Request> about, Fault fault, int code, String words) {}

  private interface Trial {
    void of(Row row, FaultSite site) throws Exception;
  }

  private static Row row(String name, Predicate<Request> about, Fault fault) {
    return new Row(name, about, fault, 0, "");
  }

  private static Row stays(
      String name, Predicate<Request> about, Fault fault, int code, String words) {
    return new Row(name, about, fault, code, words);
  }

  private Stream<DynamicTest> each(List<Row> rows, Trial experiment) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    List<DynamicTest> tests = new ArrayList<>();
    for (Row row : rows) {
      Future<?> done =
          threads.submit(
              () -> {
                try (FaultSite site = new FaultSite(Files.createTempDirectory(folder, "row"))) {
                  experiment.of(row, site);
                }
                return null;
              });
      tests.add(dynamicTest(row.name(), () -> result(done)));
    }
    threads.shutdown();
    return tests.stream();
  }

  private static void result(Future<?> done) throws Throwable {
    try {
      done.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  private static List<Row> passing() {
    Predicate<Request> any = request -> !request.watches();
    Predicate<Request> changes = Request::changes;
    Predicate<Request> reads = Request::reads;
    Predicate<Request> upgrades = Request::upgrades;
    return List.of(
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

  @TestFactory
  Stream<DynamicTest> what_is_over_in_a_moment_does_no_harm_on_whichever_request() {
    return each(
        passing(),
        (row, site) -> {
          site.proxy().fault(onceEach(row.about()), row.fault());
          assertEquals(0, site.lab("run", "--yes"), site::printed);
          assertTrue(site.printed().contains("8 of 8 hold"), site::printed);
          assertTrue(site.proxy().hits() > 0, row.name());
          assertEquals(FaultSite.UNTROUBLED, site.changed(), "something was done twice");
        });
  }

  @TestFactory
  Stream<DynamicTest> a_what_if_with_a_fault_once_on_each_change_is_undone() {
    return each(
        passing(),
        (row, site) -> {
          assertEquals(0, site.lab("run", "--yes"), site::printed);
          site.proxy().fault(onceEach(row.about().and(Request::changes)), row.fault());
          assertEquals(0, site.lab("try", "policy-before-service", "--yes"), site::printed);
          assertFalse(site.printed().contains("already exists"), site::printed);
          site.proxy().heal();
          assertEquals(0, site.lab("check"), site::printed);
        });
  }

  private static List<Row> staying() {
    Predicate<Request> any = request -> true;
    Predicate<Request> changes = Request::changes;
    Predicate<Request> lists = request -> request.reads() && request.path().contains("/services");
    return List.of(
        stays("429", changes, Faults.status(429, "TooManyRequests"), 3, "too busy to patch"),
        stays("500", changes, Faults.status(500, "InternalError"), 3, "InternalError by the"),
        stays("503", changes, Faults.status(503, "ServiceUnavailable"), 3, "ServiceUnavailable"),
        stays("reset", changes, Faults.reset(), 3, "unknown whether the cluster did this: patch"),
        stays("silent", changes, Faults.silent(), 3, "timed out"),
        stays("a web page", changes, Faults.page(200), 3, "is not a Kubernetes object"),
        stays("403", changes, Faults.status(403, "Forbidden"), 4, "does not allow you to patch"),
        stays("401", changes, Faults.status(401, "Unauthorized"), 4, "rejects your credentials"),
        stays(
            "lists: 503", lists, Faults.status(503, "Unavailable"), 3, "refuses to list services"),
        stays("lists: 403", lists, Faults.status(403, "Forbidden"), 4, "does not allow you to get"),
        stays("lists: silent", lists, Faults.silent(), 3, ""),
        stays("lists: a page", lists, Faults.page(200), 3, "is not a Kubernetes object"),
        stays("lists: 404 page", lists, Faults.page(404), 3, "is not a Kubernetes object"),
        stays("lists: cut", lists, Faults.truncatedUnseen(), 3, "is not a Kubernetes object"),
        stays("all: reset", any, Faults.reset(), 3, "does not answer"),
        stays("all: silent", any, Faults.silent(), 3, "timed out"),
        stays("all: 503", any, Faults.status(503, "Unavailable"), 3, "refuses to get /version"),
        stays("all: a page", any, Faults.page(200), 3, "is not a Kubernetes API"),
        stays("all: 401", any, Faults.status(401, "Unauthorized"), 4, "rejects your credentials"));
  }

  @TestFactory
  Stream<DynamicTest> what_stays_is_named_and_never_taken_for_absence() {
    return each(
        staying(),
        (row, site) -> {
          site.proxy().fault(row.about(), row.fault());
          assertEquals(row.code(), site.labWithLittlePatience("run", "--yes"), site::printed);
          assertTrue(site.printed().contains(row.words()), site::printed);
          assertFalse(site.printed().contains(ABSENT), site::printed);
          assertFalse(site.printed().contains("Exception"), site::printed);
          assertFalse(site.printed().contains("simulated in this process"), site::printed);
        });
  }

  private static List<Row> watches() {
    return List.of(
        row("silent", Request::watches, Faults.silentWatch()),
        row("never answered", Request::watches, Faults.silent()),
        row("ended at once", Request::watches, Faults.endedWatch()),
        row("garbage", Request::watches, Faults.garbageWatch()),
        row("410 at once", Request::watches, Faults.goneWatch()),
        row("410 as an answer", Request::watches, Faults.status(410, "Expired")),
        row("429", Request::watches, Faults.status(429, "TooManyRequests")),
        row("500", Request::watches, Faults.status(500, "InternalError")),
        row("reset", Request::watches, Faults.reset()),
        row("a web page", Request::watches, Faults.page(200)));
  }

  @TestFactory
  Stream<DynamicTest> a_run_needs_no_watch() {
    return each(
        watches(),
        (row, site) -> {
          site.proxy().fault(row.about(), row.fault());
          assertEquals(0, site.lab("run", "--yes"), site::printed);
          assertTrue(site.printed().contains("8 of 8 hold"), site::printed);
          assertFalse(site.printed().contains(ABSENT), site::printed);
        });
  }

  @TestFactory
  Stream<DynamicTest> a_server_that_is_slow_or_whose_clock_is_wrong_changes_no_verdict() {
    Predicate<Request> plain = request -> !request.watches() && !request.upgrades();
    return each(
        List.of(
            row("byte by byte", Request::reads, Faults.slow()),
            row("2 h behind", plain, Faults.dated(inHours(-2))),
            row("2 h ahead", plain, Faults.dated(inHours(2))),
            row("years behind", plain, Faults.dated("Mon, 30 Nov 2020 10:00:00 GMT")),
            row("years ahead", plain, Faults.dated("Sat, 30 Nov 2052 14:00:00 GMT"))),
        (row, site) -> {
          site.proxy().fault(row.about(), row.fault());
          assertEquals(0, site.lab("run", "--yes"), site::printed);
          assertEquals(0, site.lab("try", "policy-before-service", "--yes"), site::printed);
        });
  }

  private static String inHours(int hours) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.now(ZoneOffset.UTC).plusHours(hours));
  }

  /** A server with a fault of TLS: its certificate, and the words that name what is wrong. */
  private record TlsRow(String name, List<String> certificate, boolean trusted, String words) {}

  private static List<TlsRow> tls() {
    List<String> own = List.of("-ext", "san=ip:127.0.0.1", "-validity", "2");
    return List.of(
        new TlsRow(
            "expired",
            List.of("-ext", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "2"),
            true,
            "its TLS certificate has expired"),
        new TlsRow(
            "not yet valid, as where a clock is 2 h behind",
            List.of("-ext", "san=ip:127.0.0.1", "-startdate", "+2H", "-validity", "2"),
            true,
            "its TLS certificate is not valid yet according to this machine's clock"),
        new TlsRow(
            "expired, as where a clock is 2 h ahead",
            List.of("-ext", "san=ip:127.0.0.1", "-startdate", "-1d-2H", "-validity", "1"),
            true,
            "its TLS certificate has expired"),
        new TlsRow(
            "wrong name",
            List.of("-ext", "san=ip:10.0.0.7", "-validity", "2"),
            true,
            "its TLS certificate is for another name"),
        new TlsRow("untrusted", own, false, "not signed by a trusted authority"),
        new TlsRow("no TLS", List.of(), false, "it does not speak TLS"));
  }

  @TestFactory
  Stream<DynamicTest> a_fault_of_tls_is_named_and_nothing_is_sent_or_simulated() throws Exception {
    Path stores = Files.createTempDirectory(folder, "stores");
    KeyStore stranger = TlsServer.store(stores, "-ext", "san=ip:127.0.0.1", "-validity", "2");
    return tls().stream().map(row -> dynamicTest(row.name(), () -> tls(row, stores, stranger)));
  }

  private void tls(TlsRow row, Path stores, KeyStore stranger) throws Exception {
    Path home = Files.createTempDirectory(folder, "tls");
    try (PracticeCluster served =
            PracticeCluster.start(
                PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE));
        SwitchingProxy proxy = new SwitchingProxy(served.url())) {
      boolean plain = row.certificate().isEmpty();
      KeyStore trusted = stranger;
      if (!plain) {
        KeyStore own = TlsServer.store(stores, row.certificate().toArray(String[]::new));
        proxy.with(TlsServer.context(own));
        trusted = row.trusted() ? own : stranger;
      }
      String url = plain ? "https" + served.url().substring("http".length()) : proxy.url();
      String config =
          served
              .kubeconfig()
              .replace(served.url(), url)
              .replaceFirst(
                  "(?m)^( *)server: .*$",
                  "$0\n$1certificate-authority-data: " + TlsServer.authority(trusted));
      Path file = Files.writeString(home.resolve("config"), config);
      LabOutcome outcome =
          LabOutcome.of(home, List.of("run", "--yes", "--kubeconfig", file.toString()));
      String printed = outcome.printed().replaceAll("\\s+", " ");
      assertEquals(3, outcome.code(), printed);
      assertTrue(printed.contains(row.words()), printed);
      assertTrue(printed.contains(url), printed);
      assertFalse(printed.contains("simulated in this process"), printed);
      assertEquals(List.of(), proxy.mutations());
    }
  }

  @TestFactory
  Stream<DynamicTest> a_redirect_ends_the_run_with_both_hosts_named_and_nothing_done() {
    return each(
        List.of(row("307", Request::changes, Faults.redirect(307, "http://192.0.2.1:6443"))),
        (row, site) -> {
          site.proxy().fault(row.about(), row.fault());
          assertEquals(3, site.lab("run", "--yes"), site::printed);
          assertTrue(site.printed().contains(site.proxy().url()), site::printed);
          assertTrue(site.printed().contains("http://192.0.2.1:6443"), site::printed);
          assertTrue(site.proxy().forwarded().stream().noneMatch(Request::changes));
        });
  }
}
