package dev.egresstls.lab.world.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.kube.config.KubeContext;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void trust_can_be_waived_by_the_kubeconfig() throws Exception {
    try (TlsServer server = new TlsServer(elsewhere, false)) {
      Tree blind = Tree.object("insecure-skip-tls-verify", true);
      ScriptedServer.connect(context(server, blind, Tree.object()), folder).close();
    }
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
    assertDistrusted(good, trusting(elsewhere), "not signed by an authority that is trusted");
  }
}
