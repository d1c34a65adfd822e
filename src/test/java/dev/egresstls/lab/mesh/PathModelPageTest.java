package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.conformance.Page;
import dev.egresstls.lab.mesh.istio.Difference;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the tables of docs/path-model.md to the code, the conformance table, the recorded runs. */
class PathModelPageTest {
  private static final Path PAGE = Path.of("docs/path-model.md");

  @Test
  void the_page_shows_what_differs_every_row_and_every_run() throws IOException {
    String page = Files.readString(PAGE);
    String wanted = with(with(page, "differences", differences()), "rows", Page.text());
    wanted = with(wanted, "runs", runs());
    wanted = with(wanted, "unread", unread());
    if (Boolean.getBoolean("update")) {
      Files.writeString(PAGE, wanted);
      return;
    }
    assertEquals(
        wanted,
        page,
        "out of date; refresh it with: ./mvnw -q test -Dtest=PathModelPageTest -Dupdate=true");
  }

  private static String with(String page, String name, String table) {
    String begin = "<!-- begin " + name + " -->\n";
    String end = "<!-- end " + name + " -->";
    int from = page.indexOf(begin) + begin.length();
    return page.substring(0, from) + table + page.substring(page.indexOf(end));
  }

  private static String differences() {
    StringBuilder table = new StringBuilder("| since | what | source |\n|---|---|---|\n");
    for (Difference row : Difference.values()) {
      table.append(line(row.when(), row.what(), row.source()));
    }
    return table.toString();
  }

  private static String unread() {
    StringBuilder table = new StringBuilder("| object | field |\n|---|---|\n");
    for (UnreadKind kind : UnreadKind.values()) {
      String only = kind.changesTheWay() ? "" : " (only what is written of the way)";
      table.append(line(kind.object(), "`" + kind.field() + "`" + only));
    }
    Unread.RULE_FIELDS.forEach(
        field -> table.append(line("DestinationRule in force", "`trafficPolicy." + field + "`")));
    UnreadSettings.flags()
        .forEach(
            flag -> table.append(line("Deployment istiod", "`" + flag + "`, if not its default")));
    table.append(
        line("Deployment istiod", "`status`, if it does not run, or two versions of it do"));
    table.append(
        line(
            "EndpointSlice", "`kubernetes.io/service-name`, if it was changed after its creation"));
    return table.toString();
  }

  /** One line for what several versions do alike. */
  private static String runs() {
    Map<String, TreeSet<String>> versions = new LinkedHashMap<>();
    List<Capture> all =
        Stream.of(Captures.all(), Captures.newer(), Captures.more())
            .flatMap(List::stream)
            .sorted((a, b) -> a.id().compareTo(b.id()))
            .toList();
    for (Capture run : all) {
      for (Tree recorded : run.dials()) {
        Route route = PathModel.trace(run.dial(recorded), run.observed());
        String key = "| `" + run.id() + "` " + cell(run.scenario().get("title").text(""));
        versions
            .computeIfAbsent(key + "\n" + ways(route), k -> new TreeSet<>())
            .add(run.name().replaceFirst("/.*", "").replaceFirst("-eed.*", ""));
      }
    }
    StringBuilder table =
        new StringBuilder("| scenario | Istio | request | way | curl |\n|---|---|---|---|---|\n");
    versions.forEach(
        (key, on) -> {
          String[] halves = key.split("\n", 2);
          table.append(halves[0]).append(" | ").append(String.join(", ", on));
          table.append(halves[1]).append("\n");
        });
    return table.toString();
  }

  private static String ways(Route route) {
    String url = route.dial().scheme() + "://" + route.dial().host() + ":" + route.dial().port();
    String to = route.address().map(a -> " (" + a + ")").orElse("");
    String type = route.clusterType().map(t -> " · " + t).orElse("");
    String way =
        route.listener().orElse("no sidecar")
            + " · "
            + route.filter().envoyName()
            + route.cluster().map(c -> " · " + c).orElse("")
            + type
            + route.tls().map(t -> " · " + t.words()).orElse(" · no TLS")
            + " · flags "
            + String.join(" or ", route.accessLog().flags());
    String exits =
        String.join(" or ", route.client().exits().stream().map(String::valueOf).toList());
    String code = route.client().httpCode().filter(c -> c > 0).map(c -> ", " + c).orElse("");
    return " | " + cell(url + to) + " | " + cell(way) + " | " + exits + code + " |";
  }

  private static String line(String... cells) {
    return "| "
        + String.join(" | ", Stream.of(cells).map(PathModelPageTest::cell).toList())
        + " |\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
