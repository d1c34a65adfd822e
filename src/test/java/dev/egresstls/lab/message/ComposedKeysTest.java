package dev.egresstls.lab.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.classroom.Board;
import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.UnreadKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keys whose end is only known when they are asked for: the bundle has each of them. */
class ComposedKeysTest {
  private static final Set<String> SETTERS = Set.of("mesh", "sidecar");
  private static final Set<String> WHERES = Set.of("anywhere", "each", "own", "range");
  private static final Set<String> FORMS = Set.of("plain", "because");
  private static final Set<String> WHOM = Set.of("all", "outside");
  private static final Set<String> FROM = Set.of("pods", "machine");

  private static final Set<String> TABLES =
      Set.of("steps", "predictions", "what-ifs", "quiz", "challenges");
  private static final Set<String> FACTS =
      Set.of(
          "track",
          "where",
          "versions",
          "program",
          "began",
          "steps",
          "predictions",
          "quiz",
          "challenges",
          "hints");
  private static final Set<String> COLUMNS =
      Set.of(
          "fact",
          "value",
          "step",
          "state",
          "time",
          "lab-time",
          "hints",
          "observed",
          "about",
          "question",
          "own",
          "result",
          "answer",
          "what-if",
          "title",
          "came",
          "command",
          "shows",
          "number",
          "challenge",
          "level",
          "looks");

  /** What a key begins with, and all that may follow. */
  private static final Map<String, Set<String>> ENDS =
      Map.ofEntries(
          Map.entry("mesh.dns.inside.", Set.of("one", "both", "all")),
          Map.entry("report.of.", Set.of("right", "solved")),
          Map.entry("report.table.", TABLES),
          Map.entry("report.fact.", FACTS),
          Map.entry("report.column.", COLUMNS),
          Map.entry("mesh.listener.noService.", SETTERS),
          Map.entry("mesh.listener.none.", SETTERS),
          Map.entry("render.inventory.how.", Set.of("left", "gone", "changed")),
          Map.entry("mesh.listener.auto.", WHERES),
          Map.entry("mesh.listener.tcp.", WHERES),
          Map.entry("mesh.client.fails.", FORMS),
          Map.entry("mesh.client.sidecar.", FORMS),
          Map.entry("mesh.client.origin.", FORMS),
          Map.entry("mesh.proof.tls.", WHOM),
          Map.entry("mesh.proof.noTls.", WHOM),
          Map.entry(
              "mesh.unreadKind.",
              Arrays.stream(UnreadKind.values())
                  .map(UnreadKind::object)
                  .collect(Collectors.toSet())),
          Map.entry("trace.part.at.", names(Hop.Kind.values())),
          Map.entry("trace.checked.name.", Set.of("sidecar", "gateway")),
          Map.entry("trace.checked.noName.", Set.of("sidecar", "gateway")),
          Map.entry(
              "shell.explain.limit.",
              Set.of(
                  "default",
                  "format",
                  "pattern",
                  "minimum",
                  "maximum",
                  "minLength",
                  "maxLength",
                  "minItems",
                  "maxItems")),
          Map.entry(
              "cli.class.need.",
              Arrays.stream(Board.Need.values()).map(Board.Need::word).collect(Collectors.toSet())),
          Map.entry("shell.class.progress-", Set.of("on", "off")),
          Map.entry("ledger.verb.", Set.of("create", "change", "delete", "tool")),
          Map.entry("engine.refresh.writes.", FROM),
          Map.entry("engine.refresh.has.", FROM));

  /** Rooms where others prove it of their own rows: their tests say so. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "doctor.",
          "explain.cause.",
          "explain.releases.",
          "explain.topic.",
          "shell.",
          "render.",
          "cli.",
          "catalog.");

  private static Set<String> names(Enum<?>... values) {
    return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
  }

  @Test
  void the_bundle_has_all_ends_of_a_composed_key_and_no_others() {
    Set<String> keys =
        ResourceBundle.getBundle("dev.egresstls.lab.message.messages", Locale.ROOT).keySet();
    ENDS.forEach(
        (begin, ends) -> {
          Set<String> wanted = ends.stream().map(end -> begin + end).collect(Collectors.toSet());
          Set<String> there = new TreeSet<>(keys);
          there.removeIf(key -> !key.startsWith(begin));
          assertEquals(new TreeSet<>(wanted), there);
        });
  }

  @Test
  void each_key_that_is_composed_is_proved_to_be_there() throws IOException {
    List<String> begins =
        Saying.inAllSources().stream().filter(one -> !one.whole()).map(Saying::key).toList();
    assertTrue(begins.containsAll(ENDS.keySet()), "composed no more");
    assertEquals(
        List.of(),
        begins.stream()
            .filter(
                begin ->
                    Stream.concat(ENDS.keySet().stream(), ELSEWHERE.stream())
                        .noneMatch(begin::startsWith))
            .distinct()
            .toList());
  }
}
