package dev.egresstls.lab.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random clusters, and what the configuration that istiod 1.31.0 generates for them does with a
 * request ({@code src/bench/istiod}).
 */
class TraceAgainstIstiodTest {
  private static final Path FILE = Path.of("src/test/resources/istiod/1.31.0.jsonl");

  static List<Tree> clusters() throws IOException {
    return Files.readAllLines(FILE).stream().map(Json::read).toList();
  }

  @ParameterizedTest
  @MethodSource("clusters")
  void a_way_is_the_one_that_istiod_configures(Tree cluster) {
    List<Tree> requests = cluster.get("requests").items();
    for (int i = 0; i < requests.size(); i++) {
      Tree request = requests.get(i);
      Tree said = Asked.ofCluster(cluster, i + 1).document();
      if (said.get("notModelled").items().isEmpty()) {
        String which = cluster.get("id").text("") + " " + request.get("url").text("");
        agrees(said, request.get("istiod"), which);
      }
    }
  }

  private static void agrees(Tree said, Tree istiod, String which) {
    assertEquals(istiod.get("listener").text(""), said.get("listener").text(""), which);
    boolean sent =
        !istiod.get("noCluster").isTrue()
            && istiod.get("direct").isMissing()
            && istiod.get("redirect").isMissing();
    String cluster = sent ? istiod.get("cluster").text("") : "";
    assertEquals(cluster, said.get("cluster").text(""), which);
    if (cluster.startsWith("outbound|")) {
      assertEquals(istiod.get("type").text(""), said.get("clusterType").text(""), which);
      tls(said, istiod, which);
    }
    if (istiod.get("direct").isPresent()) {
      long code = istiod.get("direct").number(0);
      assertEquals(code, said.at("client.httpCode").number(0), which);
    }
  }

  /** Auto mutual TLS is offered by istiod, and taken where an endpoint has a sidecar. */
  private static void tls(Tree said, Tree istiod, String which) {
    boolean spoken = said.get("tls").isObject();
    if (istiod.get("autoMtls").isTrue()) {
      assertTrue(!spoken || said.at("tls.ca").text("").equals("ROOTCA"), which);
      return;
    }
    assertEquals(istiod.get("tls").isTrue(), spoken, which);
    assertEquals(istiod.get("ca").text(""), said.at("tls.ca").text(""), which);
    if (istiod.get("autoSni").isMissing()) {
      assertEquals(istiod.get("sni").text(""), said.at("tls.sni").text(""), which);
    }
    if (istiod.get("autoSan").isMissing()) {
      List<String> names = said.at("tls.sans").texts().stream().sorted().toList();
      assertEquals(istiod.get("sans").texts().stream().sorted().toList(), names, which);
    }
  }
}
