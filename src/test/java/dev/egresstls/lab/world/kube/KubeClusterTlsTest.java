package dev.egresstls.lab.world.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.kube.config.KubeContext;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeClusterTlsTest {
  private static KeyStore good;
  private static KeyStore elsewhere;

  @BeforeAll
  static void make_certificates(@TempDir Path folder) throws Exception {
    good = TlsServer.store(folder, "-ext", "san=ip:127.0.0.1", "-validity", "2");
    elsewhere = TlsServer.store(folder, "-ext", "san=ip:10.0.0.7", "-validity", "2");
  }

  @TempDir Path folder;

  private static KubeContext context(TlsServer server, Tree trust, Tree user) {
    return new KubeContext("dev", server.url(), Tree.object(), trust, user);
  }

  private static Tree trusting(KeyStore store) throws Exception {
    return Tree.object("certificate-authority-data", TlsServer.authority(store));
  }

  private void assertDistrusted(KeyStore store, Tree trust, String words) throws Exception {
    try (TlsServer server = new TlsServer(store, false)) {
      KubeContext context = context(server, trust, Tree.object());
      LabFailure failure =
          assertThrows(LabFailure.class, () -> ScriptedServer.connect(context, folder));
      assertTrue(failure.problem().what().contains(words), failure.problem().what());
      assertTrue(failure.problem().what().contains(server.url()), failure.problem().what());
    }
  }

  @Test
  void a_client_certificate_is_shown_to_a_server_that_is_trusted() throws Exception {
    try (TlsServer server = new TlsServer(good, true)) {
      Tree user =
          Tree.object(
              "client-certificate-data", TlsServer.certificate(good),
              "client-key-data", TlsServer.key(good));
      try (KubeCluster cluster =
          ScriptedServer.connect(context(server, trusting(good), user), folder)) {
        assertEquals("v1.33.1", cluster.facts().version());
      }
    }
  }

  private Tree expiredUser() throws Exception {
    KeyStore store = TlsServer.store(folder, "-startdate", "-10d", "-validity", "2");
    return Tree.object(
        "client-certificate-data", TlsServer.certificate(store),
        "client-key-data", TlsServer.key(store));
  }

  /** As an API server does, which looks at certificates after TLS. */
  @Test
  void a_client_certificate_that_expired_is_told_where_the_credentials_are_refused()
      throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      server.refuse("/version", 401, "Unauthorized", "Unauthorized");
      KubeContext plain = server.context();
      KubeContext context =
          new KubeContext("dev", plain.server(), plain.context(), plain.cluster(), expiredUser());
      Problem problem =
          assertThrows(LabFailure.class, () -> ScriptedServer.connect(context, folder)).problem();
      assertEquals(Problem.Kind.DENIED, problem.kind());
      String because = problem.because().orElseThrow();
      assertTrue(because.startsWith("the client certificate in your kubeconfig expired at 20"));
    }
  }

  /** As a proxy in front of one does, which asks for certificates in TLS itself. */
  @Test
  void a_client_certificate_that_expired_is_told_where_tls_ends_by_it() throws Exception {
    try (TlsServer server = new TlsServer(good, true)) {
      KubeContext context = context(server, trusting(good), expiredUser());
      String what =
          assertThrows(LabFailure.class, () -> ScriptedServer.connect(context, folder))
              .problem()
              .what();
      assertTrue(what.contains("the client certificate in your kubeconfig expired at 20"), what);
    }
  }

  @Test
  void trust_can_be_waived_by_the_kubeconfig() throws Exception {
    try (TlsServer server = new TlsServer(elsewhere, false)) {
      Tree blind = Tree.object("insecure-skip-tls-verify", true);
      ScriptedServer.connect(context(server, blind, Tree.object()), folder).close();
    }
  }

  /** By an address, for which the JDK sets no SNI, and by a name, for which it sets its own. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void a_server_of_another_name_is_asked_for_by_it_and_must_prove_it(String host) throws Exception {
    KeyStore store = TlsServer.store(folder, "-ext", "san=dns:kubernetes.lab", "-validity", "2");
    try (TlsServer server = new TlsServer(store, false)) {
      String url = server.url().replace("127.0.0.1", host);
      Tree named = trusting(store).with("tls-server-name", "kubernetes.lab");
      KubeContext context = new KubeContext("dev", url, Tree.object(), named, Tree.object());
      ScriptedServer.connect(context, folder).close();
      assertEquals(List.of("kubernetes.lab"), server.names());
    }
    assertDistrusted(
        good,
        trusting(good).with("tls-server-name", "kubernetes.lab"),
        "its TLS certificate is for another name");
  }

  @Test
  void an_expired_certificate_is_told() throws Exception {
    KeyStore store =
        TlsServer.store(folder, "-ext", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "2");
    assertDistrusted(store, trusting(store), "its TLS certificate has expired");
  }

  @Test
  void a_certificate_for_another_name_is_told() throws Exception {
    assertDistrusted(elsewhere, trusting(elsewhere), "its TLS certificate is for another name");
  }

  @Test
  void a_certificate_of_an_unknown_authority_is_told() throws Exception {
    assertDistrusted(good, trusting(elsewhere), "not signed by a trusted authority");
  }
}
