package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.ledger.LedgeredWorld;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.practice.HookedWorld;
import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.PracticeWorld;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.kube.KubeCluster;
import dev.egresstls.lab.world.kube.TlsServer;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import dev.egresstls.lab.world.local.NoteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster that is not the one that was meant, or that was looked at, is not changed at all. */
class WrongClusterTest {
  private static final String VERSION = "GET /version .*";
  private static final String NODES = "GET /api/v1/nodes\\?limit.*";
  private static final String KUBE_SYSTEM = "GET /api/v1/namespaces/kube-system .*";
  private static final String FORBIDDEN =
      "{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"Forbidden\",\"code\":403}";

  private static KeyStore own;
  private static KeyStore others;
  @TempDir Path home;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private LabOutcome outcome;

  @BeforeAll
  static void make_certificates(@TempDir Path folder) throws Exception {
    own = TlsServer.store(folder, "-ext", "san=ip:127.0.0.1", "-validity", "2");
    others = TlsServer.store(folder, "-ext", "san=ip:127.0.0.1", "-validity", "2");
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  /** All take the same token, as clusters behind one login do. */
  private PracticeCluster cluster() {
    PracticeOptions options = PracticeOptions.withIstio("1.27.9").token("the-same-for-all");
    PracticeCluster cluster = PracticeCluster.start(options.with(ReconcilePace.IMMEDIATE));
    opened.add(cluster);
    return cluster;
  }

  private SwitchingProxy to(PracticeCluster cluster) throws IOException {
    SwitchingProxy proxy = new SwitchingProxy(cluster.url());
    opened.add(proxy);
    return proxy;
  }

  private Path kubeconfig(String context, PracticeCluster cluster, String url) throws IOException {
    String text =
        cluster.kubeconfig().replace(cluster.url(), url).replaceAll("\\bpractice\\b", context);
    return Files.writeString(Files.createTempFile(home, "kubeconfig", ".yaml"), text);
  }

  private int lab(Path kubeconfig, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    outcome = LabOutcome.of(home, all);
    return outcome.code();
  }

  private static String nodes(int shown, long more, String name, String provider) {
    List<Tree> items =
        IntStream.rangeClosed(1, shown)
            .mapToObj(
                number ->
                    Tree.object(
                        "metadata",
                        Tree.object("name", name.formatted(number)),
                        "spec",
                        Tree.object("providerID", provider.formatted(number)),
                        "status",
                        Tree.object("nodeInfo", Tree.object("kernelVersion", "6.8.0"))))
            .toList();
    return Json.write(
        Tree.object("items", items, "metadata", Tree.object("remainingItemCount", more)));
  }

  private static String born(int days) {
    Instant when = Instant.now().minus(Duration.ofDays(days));
    return Json.write(
        Tree.object(
            "metadata", Tree.object("uid", "of-prod", "creationTimestamp", when.toString())));
  }

  private record Prod(String context, String nodes, String version, int days, String looks) {}

  private static Stream<Prod> notThrowaway() {
    String plain = "{\"gitVersion\":\"v1.33.1\"}";
    return Stream.of(
        new Prod(
            "prod-eu-1",
            nodes(11, 30, "aks-%d", "azure:///vm-%d"),
            plain,
            407,
            "41 nodes, 407 days old, azure"),
        new Prod(
            "kind-of-production",
            nodes(3, 0, "node-%d", ""),
            plain,
            12,
            "3 nodes, 12 days old, not created by a local tool that the lab knows"),
        new Prod(
            "minikube-prod-eu",
            nodes(1, 0, "minikube-prod-eu", ""),
            plain,
            12,
            "1 node, 12 days old, not created by a local tool that the lab knows"),
        new Prod(
            "kind-kind",
            nodes(1, 0, "kind-control-plane", "aws:///eu-1a/i-%d"),
            plain,
            1,
            "1 node, 1 day old, aws"),
        new Prod(
            "practice",
            nodes(2, 0, "worker-%d", "openstack:///%d"),
            "{\"gitVersion\":\"v1.33.1+practice\"}",
            30,
            "2 nodes, 30 days old, openstack, claims to be a practice cluster but is not"));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource
  void notThrowaway(Prod prod) throws Exception {
    PracticeCluster real = cluster();
    SwitchingProxy proxy =
        to(real)
            .answer(VERSION, 200, prod.version())
            .answer(NODES, 200, prod.nodes())
            .answer(KUBE_SYSTEM, 200, born(prod.days()));
    Path kubeconfig = kubeconfig(prod.context(), real, proxy.url());
    for (String command : List.of("run --yes", "refresh --yes", "fix --yes")) {
      int code = lab(kubeconfig, command.split(" "));
      assertEquals(List.of(), proxy.mutations(), outcome.printed());
      if (!command.startsWith("refresh")) {
        assertEquals(6, code, outcome.printed());
        String err = outcome.err().replaceAll("\\s+", " ");
        assertTrue(err.contains(prod.looks()), err);
        assertTrue(err.contains("--allow-cluster " + prod.context()), err);
      }
    }
  }

  @Test
  void nodes_that_cannot_be_read_make_the_lab_ask() throws Exception {
    PracticeCluster real = cluster();
    SwitchingProxy proxy =
        to(real).answer(VERSION, 200, "{\"gitVersion\":\"v1.33.1\"}").answer(NODES, 403, FORBIDDEN);
    assertEquals(6, lab(kubeconfig("kind-kind", real, proxy.url()), "run", "--yes"));
    assertTrue(outcome.err().contains("its nodes cannot be read"), outcome.err());
    assertEquals(List.of(), proxy.mutations());
  }

  /** Nothing tells such a cluster from another one at its address, so consent is not enough. */
  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  void without_its_uid_and_a_certificate_a_cluster_is_not_changed(int status) throws Exception {
    PracticeCluster real = cluster();
    SwitchingProxy proxy = to(real).answer(KUBE_SYSTEM, status, FORBIDDEN);
    Path kubeconfig = kubeconfig("practice", real, proxy.url());
    assertEquals(3, lab(kubeconfig, "run", "--yes", "--allow-cluster", "practice"));
    assertTrue(outcome.printed().contains("cannot verify which cluster"), outcome.printed());
    assertEquals(List.of(), proxy.mutations());
  }

  private void assertRefusedFor(SwitchingProxy proxy, int mutations) {
    assertEquals(3, outcome.code(), outcome.printed());
    assertTrue(outcome.printed().contains("now leads to a different cluster"), outcome.printed());
    assertEquals(mutations, proxy.mutations().size(), () -> proxy.mutations().toString());
  }

  @Test
  void a_cluster_that_was_switched_before_the_first_mutation_is_not_changed() throws Exception {
    PracticeCluster meant = cluster();
    PracticeCluster other = cluster();
    SwitchingProxy proxy = to(meant);
    int[] looks = {0};
    proxy.before(line -> line.matches(KUBE_SYSTEM) && ++looks[0] == 2, () -> proxy.to(other.url()));
    lab(kubeconfig("practice", meant, proxy.url()), "run", "--yes");
    assertRefusedFor(proxy, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 9})
  void a_cluster_that_was_switched_in_mid_run_gets_no_further_mutation(int after) throws Exception {
    PracticeCluster meant = cluster();
    PracticeCluster other = cluster();
    SwitchingProxy proxy = to(meant);
    proxy.before(
        line -> line.matches(KUBE_SYSTEM) && proxy.mutations().size() == after,
        () -> proxy.to(other.url()));
    lab(kubeconfig("practice", meant, proxy.url()), "run", "--yes");
    assertRefusedFor(proxy, after);
  }

  private List<Path> notes() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("state"))) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  /** Ends a process at once, as far as the ledger can tell. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** A what-if that was killed after its first change. */
  private Path leftBehind(PracticeCluster meant, SwitchingProxy proxy) throws Exception {
    Path kubeconfig = kubeconfig("practice", meant, proxy.url());
    assertEquals(0, lab(kubeconfig, "run", "--yes"), () -> outcome.printed());
    Ref policy =
        new Ref(
            "gateway.networking.k8s.io/v1alpha3",
            "BackendTLSPolicy",
            Optional.of("default"),
            "google-tls");
    Path state = home.resolve("state").resolve("egresstls-lab");
    ChangeGroup killed =
        new ChangeGroup(
            ChangeGroup.Kind.WHAT_IF, "no-policy", 7, Instant.now(), List.of(1, 2, 3, 4, 5, 6, 7));
    try (KubeCluster client =
        KubeCluster.connect(
            Kubeconfig.read(List.of(kubeconfig)).context(Optional.empty()),
            home.resolve("pinned.yaml"),
            uri -> Optional.empty(),
            Duration.ofSeconds(20))) {
      NoteFiles notes = new NoteFiles(state.resolve("ledger"), state.resolve("changes"));
      LedgeredWorld world =
          LedgeredWorld.over(HookedWorld.of(PracticeWorld.on(client), notes, () -> {}));
      assertThrows(
          Killed.class,
          () ->
              world
                  .ledger()
                  .during(
                      killed,
                      () -> {
                        world
                            .resources()
                            .orElseThrow()
                            .delete(policy, Optional.empty(), Optional.empty());
                        throw new Killed();
                      }));
    }
    assertEquals(1, notes().size());
    return kubeconfig;
  }

  @Test
  void what_was_left_in_one_cluster_is_not_undone_in_another_and_its_note_stays() throws Exception {
    PracticeCluster meant = cluster();
    PracticeCluster other = cluster();
    SwitchingProxy proxy = to(meant);
    Path kubeconfig = leftBehind(meant, proxy);
    List<Path> notes = notes();
    byte[] note = Files.readAllBytes(notes.get(0));
    int before = proxy.mutations().size();

    proxy.to(other.url());
    lab(kubeconfig, "try", "back");
    assertEquals(before, proxy.mutations().size(), () -> proxy.mutations().toString());
    assertEquals(notes, notes());

    proxy.to(meant.url());
    int[] looks = {0};
    proxy.before(line -> line.matches(KUBE_SYSTEM) && ++looks[0] == 3, () -> proxy.to(other.url()));
    assertEquals(3, lab(kubeconfig, "try", "back"), () -> outcome.printed());
    assertEquals(before, proxy.mutations().size(), () -> proxy.mutations().toString());
    byte[] now = Files.readAllBytes(notes.get(0));
    assertTrue(Arrays.equals(note, Arrays.copyOf(now, note.length)), "the ledger has lost lines");

    proxy.to(meant.url());
    proxy.before(line -> false, () -> {});
    assertEquals(0, lab(kubeconfig, "try", "back"), () -> outcome.printed());
    assertEquals(0, lab(kubeconfig, "check"), () -> outcome.printed());
  }

  @Test
  void a_kubeconfig_that_changes_in_mid_run_leads_nowhere_else() throws Exception {
    PracticeCluster meant = cluster();
    PracticeCluster other = cluster();
    SwitchingProxy proxy = to(meant);
    SwitchingProxy elsewhere = to(other);
    Path kubeconfig = kubeconfig("practice", meant, proxy.url());
    Path changed = kubeconfig("practice", other, elsewhere.url());
    proxy.before(
        line -> line.startsWith("PATCH "),
        () -> {
          try {
            Files.copy(changed, kubeconfig, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
    assertEquals(0, lab(kubeconfig, "run", "--yes"), () -> outcome.printed());
    assertEquals(List.of(), elsewhere.mutations());
  }

  @Test
  void a_context_of_the_same_name_in_another_file_is_another_cluster() throws Exception {
    PracticeCluster meant = cluster();
    PracticeCluster other = cluster();
    SwitchingProxy proxy = to(meant);
    SwitchingProxy elsewhere = to(other);
    Path kubeconfig = leftBehind(meant, proxy);
    proxy.to(meant.url());
    Path sameName = kubeconfig("practice", other, elsewhere.url());
    int code = lab(sameName, "try", "back");
    assertEquals(0, code, () -> outcome.printed());
    assertEquals(List.of(), elsewhere.mutations());
    assertEquals(0, lab(kubeconfig, "try", "back"), () -> outcome.printed());
  }

  private Path trusting(Path kubeconfig, KeyStore store) throws Exception {
    String text = Files.readString(kubeconfig);
    return Files.writeString(
        kubeconfig,
        text.replaceFirst(
            "(?m)^( *)server: .*$",
            "$0\n$1certificate-authority-data: " + TlsServer.authority(store)));
  }

  /** Only the certificate differs: not even the request to verify gets through. */
  @Test
  void the_same_address_with_a_certificate_of_another_authority_is_not_changed() throws Exception {
    PracticeCluster meant = cluster();
    SwitchingProxy proxy = to(meant).with(TlsServer.context(own));
    Path kubeconfig = trusting(kubeconfig("practice", meant, proxy.url()), own);
    proxy.before(
        line -> proxy.mutations().size() == 1 && line.startsWith("GET "),
        () -> handshakesWith(proxy, others));
    assertEquals(3, lab(kubeconfig, "run", "--yes"), () -> outcome.printed());
    assertTrue(outcome.printed().contains("not signed by a trusted authority"), outcome.printed());
    assertEquals(1, proxy.mutations().size(), () -> proxy.mutations().toString());
  }

  private static void handshakesWith(SwitchingProxy proxy, KeyStore store) {
    try {
      proxy.with(TlsServer.context(store));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where kube-system cannot be read, the certificates tell clusters of one authority apart. */
  @Test
  void another_certificate_where_kube_system_cannot_be_read_is_another_cluster() throws Exception {
    PracticeCluster meant = cluster();
    PracticeCluster other = cluster();
    SwitchingProxy proxy =
        to(meant).with(TlsServer.context(own)).answer(KUBE_SYSTEM, 403, FORBIDDEN);
    Path kubeconfig = kubeconfig("practice", meant, proxy.url());
    Files.writeString(
        kubeconfig,
        Files.readString(kubeconfig)
            .replaceFirst("(?m)^( *)server: .*$", "$0\n$1insecure-skip-tls-verify: true"));
    proxy.before(
        line -> line.startsWith("PATCH ") && proxy.mutations().size() == 3,
        () -> {
          proxy.to(other.url());
          handshakesWith(proxy, others);
        });
    lab(kubeconfig, "run", "--yes", "--allow-cluster", "practice");
    assertRefusedFor(proxy, 4);
  }
}
