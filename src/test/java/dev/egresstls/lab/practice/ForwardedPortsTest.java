package dev.egresstls.lab.practice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.world.NameResolver.Answer;
import dev.egresstls.lab.world.PodConnection;
import dev.egresstls.lab.world.local.DnsNames;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What listens in the practice cluster's pods. */
class ForwardedPortsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static PracticeSite site;

  @BeforeAll
  static void start() throws Exception {
    site = PracticeSite.withClient("1.30.3", "v1.5.1", "standard");
    site.await(() -> dnsPods().size() == 2);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static List<String> dnsPods() {
    return site.store().list("pods").stream()
        .filter(pod -> pod.at("metadata.labels[k8s-app]").text("").equals("kube-dns"))
        .filter(pod -> dev.egresstls.lab.practice.controlplane.Conditions.isTrue(pod, "Ready"))
        .map(pod -> pod.at("metadata.name").text(""))
        .toList();
  }

  private static PodConnection connect(String namespace, String pod, int port)
      throws InterruptedException {
    return site.world.cluster().orElseThrow().pods().connect(namespace, pod, port, PATIENCE);
  }

  private static Answer ask(String host) throws InterruptedException {
    try (PodConnection dns = connect("kube-system", dnsPods().get(0), 53)) {
      return DnsNames.ofSystem().lookUp(host, dns);
    }
  }

  private static void names(String table, String host, String addresses) {
    site.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, namespace: kube-system}
        data: {%s: "%s"}
        """
            .formatted(table, host, addresses));
  }

  @Test
  void the_clusters_dns_answers_for_services_and_for_the_world_outside() throws Exception {
    assertEquals(
        Answer.of(
            "the cluster's DNS",
            List.of("203.0.113.10", "203.0.113.11"),
            Optional.of(Duration.ofSeconds(30))),
        ask("www.google.com"));
    assertEquals(List.of("10.96.0.10"), ask("kube-dns.kube-system.svc.cluster.local").ips());
    LabFailure none = assertThrows(LabFailure.class, () -> ask("nowhere.invalid"));
    assertTrue(none.problem().what().contains("does not exist in DNS"), none.getMessage());
  }

  /** As CoreDNS does: the name that the Service gives, and what that resolves to. */
  @Test
  void an_external_name_is_a_cname() throws Exception {
    external("out", "www.google.com");
    external("again", "out.default.svc.cluster.local");
    external("mesh", "istiod.istio-system.svc.cluster.local");
    external("gone", "nowhere.invalid");
    String istiod =
        site.store()
            .get("services", "istio-system", "istiod")
            .orElseThrow()
            .at("spec.clusterIP")
            .text("");
    String out = "out.default.svc.cluster.local.";
    assertEquals(
        List.of(
            out + " CNAME www.google.com.",
            "www.google.com. A 203.0.113.10",
            "www.google.com. A 203.0.113.11"),
        records("out.default.svc.cluster.local", Type.A));
    assertEquals(
        List.of(
            "again.default.svc.cluster.local. CNAME " + out,
            out + " CNAME www.google.com.",
            "www.google.com. A 203.0.113.10",
            "www.google.com. A 203.0.113.11"),
        records("again.default.svc.cluster.local", Type.A));
    assertEquals(
        List.of(
            "mesh.default.svc.cluster.local. CNAME istiod.istio-system.svc.cluster.local.",
            "istiod.istio-system.svc.cluster.local. A " + istiod),
        records("mesh.default.svc.cluster.local", Type.A));
    assertEquals(
        List.of(out + " CNAME www.google.com."),
        records("out.default.svc.cluster.local", Type.AAAA));
    assertEquals(
        List.of("gone.default.svc.cluster.local. CNAME nowhere.invalid."),
        records("gone.default.svc.cluster.local", Type.A));
    assertEquals(
        List.of("203.0.113.10", "203.0.113.11"), ask("out.default.svc.cluster.local").ips());
    assertEquals(
        "203.0.113.10  STREAM www.google.com\n203.0.113.11  STREAM www.google.com\n",
        site.exec("curl", "curl", "getent", "ahostsv4", "out").stdout());
    assertEquals(
        istiod + "  STREAM istiod.istio-system.svc.cluster.local\n",
        site.exec("curl", "curl", "getent", "ahostsv4", "mesh.default").stdout());
    assertEquals(0, curl("http://out"));
    assertEquals(6, curl("http://gone"));
  }

  private static void external(String name, String target) {
    site.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: %s, namespace: default}
        spec: {type: ExternalName, externalName: %s, ports: [{name: http, port: 80}]}
        """
            .formatted(name, target));
  }

  private static List<String> records(String name, int type) throws Exception {
    Message question =
        Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN));
    try (PodConnection dns = connect("kube-system", dnsPods().get(0), 53)) {
      byte[] wire = question.toWire();
      ByteBuffer whole = ByteBuffer.allocate(wire.length + 2);
      dns.send(whole.putShort((short) wire.length).put(wire).array());
      byte[] length = read(dns, 2);
      int size = (length[0] & 0xff) << 8 | length[1] & 0xff;
      byte[] all = length.length > 2 ? length : read(dns, size);
      Message answer = new Message(all.length > size ? Arrays.copyOfRange(all, 2, size + 2) : all);
      assertEquals(Rcode.NOERROR, answer.getRcode(), name);
      return answer.getSection(Section.ANSWER).stream()
          .map(one -> one.getName() + " " + Type.string(one.getType()) + " " + one.rdataToString())
          .toList();
    }
  }

  @Test
  void what_a_name_stands_for_can_be_changed_for_pods_and_for_the_labs_machine() throws Exception {
    names("practice-names", "moved.example.org", "203.0.113.40, 203.0.113.41");
    assertEquals(List.of("203.0.113.40", "203.0.113.41"), ask("moved.example.org").ips());
    assertEquals(
        List.of("203.0.113.40", "203.0.113.41"), site.world.names().ipv4("moved.example.org"));
    names("practice-names-host", "moved.example.org", "203.0.113.42");
    assertEquals(List.of("203.0.113.40", "203.0.113.41"), ask("moved.example.org").ips());
    assertEquals(List.of("203.0.113.42"), site.world.names().ipv4("moved.example.org"));
    names("practice-names", "moved.example.org", "nonsense");
    assertThrows(LabFailure.class, () -> ask("moved.example.org"));
  }

  @Test
  void a_server_that_dns_no_longer_names_keeps_its_certificate() throws Exception {
    names("practice-names", "kept.example.org", "203.0.113.50");
    String there = "--resolve kept.example.org:443:203.0.113.50 https://kept.example.org";
    assertEquals(0, curl(there));
    assertEquals(60, curl(there.replace("203.0.113.50", "203.0.113.51")));
  }

  private static int curl(String arguments) throws InterruptedException {
    return site.exec("curl", "curl", ("curl -s -o /dev/null " + arguments).split(" ")).exit();
  }

  @Test
  void a_question_that_is_none_is_answered_as_such() throws Exception {
    try (PodConnection dns = connect("kube-system", dnsPods().get(0), 53)) {
      dns.send(new byte[] {0, 4, 0x12, 0x34, 0, 0});
      byte[] answer = read(dns, 14);
      assertEquals(0x12, answer[2]);
      assertEquals(1, answer[5] & 0xf, "FORMERR");
    }
  }

  private static byte[] read(PodConnection connection, int count) throws InterruptedException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (all.size() < count) {
      byte[] piece = connection.receive();
      if (piece.length == 0) {
        throw new AssertionError("ended after " + all.toString(UTF_8));
      }
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  @Test
  void the_sidecars_admin_interface_answers_as_pilot_agent_does() throws Exception {
    String request =
        "GET /config_dump?resource=dynamic_active_clusters HTTP/1.1\r\nHost: x\r\n\r\n";
    try (PodConnection admin = connect("default", site.pod("curl"), 15000)) {
      for (int i = 0; i < 2; i++) { // one connection, two requests
        admin.send(request.getBytes(US_ASCII));
        String head = until(admin);
        int length = Integer.parseInt(head.replaceAll("(?s).*content-length: (\\d+)\r\n.*", "$1"));
        String dump = rest + new String(read(admin, length - rest.length()), UTF_8);
        assertTrue(head.startsWith("HTTP/1.1 200 OK"), head);
        assertEquals(
            site.exec(
                    "curl",
                    "istio-proxy",
                    "pilot-agent",
                    "request",
                    "GET",
                    "config_dump?resource=dynamic_active_clusters")
                .stdout(),
            dump);
        assertTrue(Json.read(dump).get("configs").items().size() > 3);
      }
    }
  }

  /** The masks with which istioctl asks (istioctl/pkg/proxyconfig/proxyconfig.go @1.29.1). */
  @Test
  void a_mask_of_several_lists_keeps_the_kinds_that_have_them() throws Exception {
    String mask = "mask=dynamic_active_clusters,dynamic_warming_clusters,static_clusters";
    String dump =
        site.exec("curl", "istio-proxy", "pilot-agent", "request", "GET", "config_dump?" + mask)
            .stdout();
    assertEquals(1, Json.read(dump).get("configs").items().size(), dump);
    assertTrue(Json.read(dump).at("configs[0].dynamic_active_clusters").items().size() > 3, dump);
  }

  private String rest = "";

  /** The head of an answer; what came behind it is kept in {@code rest}. */
  private String until(PodConnection connection) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      text.append(new String(read(connection, 1), UTF_8));
    }
    int end = text.indexOf("\r\n\r\n") + 4;
    rest = text.substring(end);
    return text.substring(0, end);
  }
}
