package dev.egresstls.lab.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that {@code trace} says of a choice of questions: each hop, the object, field and value that
 * it names as the reason, what was assumed, and what is not followed. A person has read the page;
 * {@code -Dupdate=true} writes it again. A heading alone is enough to add a question.
 */
class ReasonsTest {
  private static final Path PAGE = Path.of("src/test/resources/reasons/reasons.txt");

  /** Reasons that are so common that the page leaves them out. */
  private static final Pattern USUAL =
      Pattern.compile(
          "    (the sidecar accepts it and remembers .* \"istio-proxy\""
              + "|the client dials this address without a DNS lookup"
              + "|the bytes are not parsed as HTTP: no header is added, no Host is routed"
              + "|the request is parsed and routed by Host; answers have server: envoy"
              + "|the dialled port: this cluster has no endpoint that could change it)");

  private static final boolean UPDATE = Boolean.getBoolean("update");
  private static final Map<String, String> SAID = new LinkedHashMap<>();

  /** Each question that is on the page or was written for it. */
  static List<String> questions() throws IOException {
    List<String> onPage = new ArrayList<>(page().keySet());
    onPage.removeIf(one -> one.startsWith("written "));
    return Stream.concat(onPage.stream(), Asked.written().stream()).toList();
  }

  private static Map<String, String> page() throws IOException {
    Map<String, String> blocks = new LinkedHashMap<>();
    for (String block : Files.readString(PAGE).split("(?m)^# ")) {
      if (!block.isBlank()) {
        String[] parts = block.split("\n", 2);
        blocks.put(parts[0].strip(), parts.length > 1 ? parts[1].strip() : "");
      }
    }
    return blocks;
  }

  @ParameterizedTest
  @MethodSource("questions")
  void a_way_is_told_with_its_reasons(String question) throws IOException {
    String said = said(Asked.of(question).document());
    if (UPDATE) {
      SAID.put(question, said);
    } else {
      assertEquals(
          page().get(question),
          said,
          "out of date; refresh it with: ./mvnw -q test -Dtest=ReasonsTest -Dupdate=true");
    }
  }

  @AfterAll
  static void the_page_is_small_enough_to_be_read() throws IOException {
    if (UPDATE) {
      StringBuilder page = new StringBuilder();
      SAID.forEach((name, said) -> page.append("# " + name + "\n" + said + "\n\n"));
      Files.writeString(PAGE, page);
    }
    assertTrue(Files.size(PAGE) < 150_000);
  }

  private static String said(Tree trace) {
    List<String> lines = new ArrayList<>();
    lines.add(trace.at("dial.url").text("") + " from " + trace.at("dial.pod").text(""));
    for (Tree hop : trace.get("hops").items()) {
      String type = hop.get("hop").text("").equals("cluster") ? type(trace) : "";
      lines.add(hop.get("hop").text("") + ": " + hop.get("value").text("") + type);
      lines.add("    " + because(hop.get("because")));
    }
    lines.removeIf(line -> USUAL.matcher(line).matches());
    lines.add(log(trace));
    lines.add(client(trace.get("client")));
    trace.get("sharing").items().forEach(one -> lines.add("shared: " + because(one)));
    trace.get("assumptions").texts().forEach(one -> lines.add("assumed: " + one));
    trace.get("notModelled").texts().forEach(one -> lines.add("not followed: " + one));
    return String.join("\n", lines);
  }

  private static String type(Tree trace) {
    return trace.get("clusterType").text().map(one -> " of type " + one).orElse("");
  }

  private static String log(Tree trace) {
    return "access log: "
        + trace.at("accessLog.cluster").text("-")
        + ", flags "
        + String.join(" or ", trace.at("accessLog.possibleFlags").texts())
        + ", route "
        + trace.get("route").text("-")
        + ", to "
        + String.join(" or ", trace.get("possibleUpstreams").texts());
  }

  private static String client(Tree client) {
    return "curl "
        + String.join(" or ", client.get("exit").texts())
        + ", HTTP "
        + client.get("httpCode").text("-")
        + (client.get("tls").isTrue() ? ", over TLS" : "")
        + (client.get("known").isTrue() ? "" : ", not sure")
        + ": "
        + client.get("sentence").text("");
  }

  /** The sentence, and the field that decided with its value. */
  private static String because(Tree because) {
    String object = because.get("object").text("");
    String field = because.get("field").text("");
    String value = Json.write(because.get("value"));
    return because.get("text").text("")
        + (object.isEmpty() ? "" : " | " + object)
        + (field.isEmpty() ? "" : " " + field + " = " + value);
  }
}
