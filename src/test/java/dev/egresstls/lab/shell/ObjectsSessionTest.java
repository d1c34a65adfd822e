package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.render.text.Columns;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster's own objects, at a terminal in memory. */
class ObjectsSessionTest {
  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private SessionScript open(int columns) {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), columns, state);
  }

  @Test
  void get_prints_the_table_that_kubectl_prints() {
    try (SessionScript session = open(100)) {
      session.type("run 2").type("run 4").type("run 7").shows("7/8");
      for (String kind : new String[] {"svc", "service", "Services", "services"}) {
        session
            .type("get " + kind)
            .shows("  NAME              TYPE        CLUSTER-IP", "EXTERNAL-IP   PORT(S)   AGE")
            .shows("  google-headless   ClusterIP   None  ", "<none>        443/TCP");
      }
      session.type("get pods").shows("READY   STATUS    RESTARTS", "2/2     Running");
      session.type("get po -A").shows("NAMESPACE", "istio-system   istiod-");
      session.type("get endpointslice google-headless").shows("IPv4", "203.0.113.10,203.0.113.11");
      session.type("get svc/").shows("google-headless");
      session.type("get svc/curl").shows("  curl ").hides("google-headless");
      session.type("get btlspolicy").shows("google-tls").hides("NAMESPACE");
      session.type("get secrets").shows("There are no secrets in namespace default.", "-A");
      session.type("get svc -n istio-system").shows("istiod").hides("google-headless");
    }
  }

  @Test
  void get_gives_an_object_as_yaml_or_json_without_managed_fields() {
    try (SessionScript session = open(100)) {
      session.type("run 2").type("run 4").type("run 5").shows("5/8");
      session
          .type("get svc google-headless -o yaml")
          .shows("  kind: Service", "    clusterIP: None", "    - name: https")
          .hides("managedFields");
      session
          .type("get svc google-headless -o yaml --show-managed-fields")
          .shows("managedFields:", "manager: egresstls-lab");
      session.type("get svc google-headless -ojson").shows("\"clusterIP\" : \"None\"");
      session.type("get svc -o yaml").shows("  kind: List", "  - apiVersion: v1");
    }
  }

  @Test
  void what_a_secret_keeps_is_nowhere_on_the_screen() {
    try (SessionScript session = open(100)) {
      session.type("run 1").shows("1/8");
      worlds.apply(
          """
          apiVersion: v1
          kind: Secret
          metadata:
            name: hidden
            namespace: default
            annotations:
              kubectl.kubernetes.io/last-applied-configuration: '{"data":{"pw":"aHVudGVyMg=="}}'
          type: Opaque
          data: {pw: aHVudGVyMg==}
          """);
      session.type("get secret hidden").shows("Opaque   1");
      for (String format : new String[] {"yaml", "json"}) {
        session.type("get secret hidden -o " + format).shows("7 bytes").hides("aHVudGVyMg");
        session.type("get secret -o " + format).shows("7 bytes").hides("aHVudGVyMg");
      }
      session.type("describe secret hidden").shows("pw: 7 bytes").hides("aHVudGVyMg");
    }
  }

  @Test
  void describe_says_who_an_object_is_what_it_says_and_what_happened_to_it() {
    try (SessionScript session = open(100)) {
      session.type("run 2").type("run 4").type("run 5").shows("5/8");
      session
          .type("describe deploy curl")
          .shows("Name         curl", "Namespace    default", "Kind         Deployment apps/v1")
          .shows("Spec\n", "replicas: 1", "Status\n", "Events\n", "ScalingReplicaSet");
      session.type("describe ns default").shows("Namespace v1", "Labels       kubernetes.io/met");
    }
  }

  @Test
  void what_a_cluster_sends_cannot_touch_the_terminal() {
    try (SessionScript session = open(100)) {
      session.type("run 1").shows("1/8");
      worlds.apply(
          """
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: odd, namespace: default, annotations: {a: "x\\u001b[2Jy"}}
          data: {text: "first\\nsec\\u001b[31mond", turned: "a\\u202eb"}
          """);
      session.type("describe cm odd").shows("a=xy", "first").hides("\u202e");
      session.type("get cm odd -o yaml").shows("text: |-", "      second").hides("\u202e");
      session.type("get cm odd -o json").shows("turned").hides("\u202e");
    }
  }

  @Test
  void logs_are_those_of_the_container_that_is_meant() {
    try (SessionScript session = open(100)) {
      session.type("run 2").type("run 4").type("run").shows("8/8");
      session.type("logs deploy/curl").shows("curl in curl-", "also -c istio-init, istio-pr");
      session
          .type("logs deploy/curl -c istio-proxy --tail 1")
          .shows("· the last line ·", "outbound|443||google-headless")
          .hides("Envoy proxy is ready");
      session.type("logs deploy/istiod -n istio-system").shows("discovery in istiod-");
      session
          .type("logs deploy/curl -c istio-prox")
          .shows("has no container istio-prox; did you mean istio-proxy?", "-c curl");
      session.type("logs curl").shows("there is no Pod \"curl\"", "did you mean curl-");
      session.type("logs /").shows("logs needs a pod");
      session.type("logs").shows("logs needs a pod", "logs deploy/istiod -n istio-system");
      session.type("logs svc/curl").shows("logs takes a pod or deploy/NAME, not svc/curl");
      session.type("logs deploy/curl --tail 0").shows("a number from 1 to 10000");
      session.type("logs deploy/curl --tail x").shows("--tail x is not a number of lines");
    }
  }

  @Test
  void logs_go_on_as_they_come_until_ctrl_c() throws InterruptedException {
    try (SessionScript session = open(100)) {
      session.type("run 2").type("run 4").type("run 7").shows("7/8");
      session.press("logs deploy/curl -c istio-proxy -f --tail 1\r");
      session.awaits("istio-proxy in curl-").awaits("until Ctrl-C").awaits("Envoy proxy is ready");
      worlds.curl("http://www.google.com:443");
      session.awaits("outbound|443||google-headless");
      session.press("\u0003").awaitsEmptyPrompt();
      session.type("logs deploy/curl -c nope -f").shows("has no container nope");
      session.type("logs deploy curl").shows("curl in curl-");
      session.type("status").shows("7/8");
    }
  }

  @Test
  void explain_tells_what_the_definition_says() {
    try (SessionScript session = open(100)) {
      session.type("run 2").shows("2/8");
      session
          .type("explain backendtlspolicy.spec.validation")
          .shows("backendtlspolicy.spec.validation  object, required · BackendTLSPolicy")
          .shows("hostname  string, required", "caCertificateRefs  list of object");
      session
          .type("explain backendtlspolicy.spec.validation.wellKnownCACertificates")
          .shows("one of System");
      session
          .type("explain backendtlspolicy.spec.validaton")
          .shows("backendtlspolicy.spec has no field \"validaton\"", "did you mean validation?");
      session.type("explain service.spec.clusterIP").shows("string · Service v1", "headless");
      session.type("explain pod.spec.containers").shows("list of object · Pod", "image  string");
      session.type("explain endpointslice.endpoints.addresses").shows("list of string");
      session.type("explain service.spec.clusterIp").shows("did you mean clusterIP?");
      session.type("explain").shows("explain needs a kind");
    }
  }

  @Test
  void what_cannot_be_shown_is_one_sentence_and_a_next_step() {
    try (SessionScript session = open(100)) {
      session.type("run 1").shows("1/8");
      session.type("get").shows("get needs a kind", "get pods");
      session.type("get servics").shows("serves no kind \"servics\"", "did you mean services?");
      session.type("get zebra").shows("serves no kind \"zebra\"", "get crd");
      session
          .type("get svc kubernets")
          .shows("no Service \"kubernets\"", "did you mean kubernetes");
      session.type("get svc zebra").shows("in namespace default", "get services -n default lists");
      session.type("get svc -o xml").shows("-o xml is not a format", "-o yaml");
      session.type("get svc x -A").shows("a name cannot be combined with -A");
      session.type("get svc --al").shows("get has no option --al at the prompt", "-A");
      session.type("describe svc").shows("describe needs a kind and a name");
    }
  }

  @Test
  void no_row_of_a_table_or_a_description_is_wider_than_the_terminal() {
    for (int columns : new int[] {40, 80, 200}) {
      try (SessionScript session = open(columns)) {
        session
            .type("run 2")
            .type("run 4")
            .type("run 5")
            .type("get pods -A")
            .type("get svc")
            .type("describe deploy curl");
        session
            .type("get pods -A -o wide")
            .type("explain btlspolicy.spec")
            .type("logs deploy/curl");
        for (String row : session.all()) {
          assertTrue(Columns.of(row) <= columns, row);
        }
        session.type("get pods").shows(columns == 40 ? "    STATUS    Running" : "  NAME   ");
      }
    }
  }
}
