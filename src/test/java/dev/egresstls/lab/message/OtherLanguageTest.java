package dev.egresstls.lab.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.ChildJvm;
import dev.egresstls.lab.Main;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in another language: one in which each text of the bundle stands in «». */
class OtherLanguageTest {
  private static final String OBJECTS =
      """
      kind: Service
      apiVersion: v1
      metadata: {name: google-headless, namespace: default}
      spec: {clusterIP: None, ports: [{name: https, port: 443}]}
      ---
      kind: EndpointSlice
      apiVersion: discovery.k8s.io/v1
      metadata:
        name: google-headless
        namespace: default
        labels: {kubernetes.io/service-name: google-headless}
      addressType: IPv4
      ports: [{name: https, port: 443}]
      endpoints: [{addresses: [203.0.113.10]}]
      ---
      kind: BackendTLSPolicy
      apiVersion: gateway.networking.k8s.io/v1
      metadata: {name: google-tls, namespace: default}
      spec:
        targetRefs: [{group: "", kind: Service, name: google-headless}]
        validation: {hostname: www.google.com, wellKnownCACertificates: System}
      """;

  @TempDir Path folder;

  @BeforeEach
  void translate() throws IOException {
    ResourceBundle english =
        ResourceBundle.getBundle("dev.egresstls.lab.message.messages", Locale.ROOT);
    Properties texts = new Properties();
    english.keySet().forEach(key -> texts.put(key, "«" + english.getString(key) + "»"));
    Path file = folder.resolve("dev/egresstls/lab/message/messages_xx.properties");
    Files.createDirectories(file.getParent());
    try (Writer writer = Files.newBufferedWriter(file)) {
      texts.store(writer, null);
    }
  }

  private ChildJvm.Ended translated(String... args) throws Exception {
    return ChildJvm.in("xx", folder, Main.class, args);
  }

  @Test
  void a_run_comes_to_the_same_in_every_language() throws Exception {
    ChildJvm.Ended run = translated("run", "--yes", "--practice", "-o", "json");
    assertEquals(0, run.exit(), run.said());
    assertTrue(run.said().contains("\"held\" : 8"), run.said());
  }

  /** Persian writes ۰ to ۹ where it writes numbers; requests, log lines and quantities must not. */
  @Test
  void a_run_comes_to_the_same_where_numbers_have_other_digits() throws Exception {
    ChildJvm.Ended run =
        ChildJvm.in("fa", folder, Main.class, "run", "--yes", "--practice", "-o", "json");
    assertEquals(0, run.exit(), run.said());
    assertTrue(run.said().contains("\"held\" : 8"), run.said());
  }

  @Test
  void every_sentence_of_a_trace_is_translated() throws Exception {
    Path objects = Files.writeString(folder.resolve("objects.yaml"), OBJECTS);
    for (String url :
        List.of("http://www.google.com:443", "https://www.google.com/", "http://x/")) {
      ChildJvm.Ended ended =
          translated(
              "trace", url, "--objects", objects.toString(), "--istio", "1.29.1", "-o", "json");
      assertEquals(0, ended.exit(), ended.said());
      List<String> texts = sentences(Json.read(ended.said()));
      assertFalse(texts.isEmpty());
      assertEquals(List.of(), texts.stream().filter(one -> !one.startsWith("«")).toList());
    }
  }

  /** Commands whose answers hold nothing of a lab's own texts but titles of its steps. */
  private static final String TYPED =
      """
      status
      hint 99
      why
      try nosuch
      get svc nosuch
      explain pod.nope
      trace http://www.google.com
      run 7
      back
      check nosuch
      trace --why-not http://www.google.com
      dns
      refresh
      logs deploy/curl
      describe svc google-headless
      vars
      proof
      !kubectl -n default delete endpointslice google-headless
      why
      fix
      help
      help get
      nosuch
      """;

  /** Titles and checks of the lab, commands, options, and YAML. */
  private static final Pattern OWN =
      Pattern.compile(
          "(Create|Install|Deploy|Generate|Enable|Send) |^ +(kind|kubectl|get|`show|-o,|- name:) |^ +sidecar's");

  @Test
  void a_session_says_nothing_that_is_not_translated_and_keeps_its_columns() throws Exception {
    ChildJvm.Ended session = ChildJvm.typing(TYPED, "xx", folder, Main.class, "--practice");
    List<String> left =
        outside(session.said())
            .lines()
            .skip(1) // the lab's title
            .filter(row -> row.matches(".*\\b[a-z]{2,}[,;:]? [a-z]{2,}\\b.*"))
            .filter(row -> !row.matches(".*[›✓].*") && !OWN.matcher(row).find())
            .toList();
    assertEquals(List.of(), left, session.said());
    assertTrue(session.said().contains("\n  «fix»    `fix` «"), session.said());
    assertTrue(session.said().contains("\n  «read»   «`show slice`"), session.said());
  }

  /** What stands in no «», over the ends of rows too. */
  private static String outside(String said) {
    StringBuilder outside = new StringBuilder();
    int depth = 0;
    for (char c : said.toCharArray()) {
      depth += c == '«' ? 1 : 0;
      outside.append(depth == 0 || c == '\n' ? c : ' ');
      depth -= c == '»' ? 1 : 0;
    }
    return outside.toString();
  }

  private static List<String> sentences(Tree trace) {
    List<String> texts = new ArrayList<>(trace.get("assumptions").texts());
    texts.add(trace.at("client.sentence").text(""));
    for (Tree hop : trace.get("hops").items()) {
      texts.add(hop.at("because.text").text(""));
      hop.get("envoy").text().filter(one -> one.contains(" ")).ifPresent(texts::add);
    }
    return texts;
  }
}
