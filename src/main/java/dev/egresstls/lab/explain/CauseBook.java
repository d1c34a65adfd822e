package dev.egresstls.lab.explain;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.causes.KnownCauses;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.lab.Placeholders;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table of causes as a document: {@code docs/causes.md}. */
public final class CauseBook {
  /** What the lab that comes with the program calls things. */
  private static final Map<String, String> NAMES =
      Map.of(
          "ns", "default",
          "client", "curl",
          "service", "google-headless",
          "slice", "google-headless",
          "policy", "google-tls",
          "host", "www.google.com",
          "port", "443",
          "portName", "https");

  private static final List<String> BEGINNING =
      List.of(
          say("explain.book.title"),
          "",
          say("explain.book.what"),
          "",
          say("explain.book.names"),
          "",
          say("explain.book.written"),
          "");

  private CauseBook() {}

  /** The lines of it, as Markdown. */
  public static List<String> lines() {
    List<String> lines = new ArrayList<>(BEGINNING);
    lines.add(say("explain.book.head"));
    lines.add("|---|---|---|");
    for (Row row : KnownCauses.ALL) {
      String link = "[" + row.id() + "](#" + row.id() + ")";
      lines.add("| " + link + " | " + explains(row) + " | " + versions(row) + " |");
    }
    KnownCauses.ALL.forEach(row -> lines.addAll(section(row)));
    return lines;
  }

  /** What it says of one cause, as Markdown; empty if there is none of that ID. */
  public static Optional<String> entry(String id) {
    return KnownCauses.ALL.stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .map(row -> String.join("\n", section(row)));
  }

  /** All IDs, the more fundamental causes first. */
  public static List<String> ids() {
    return KnownCauses.ALL.stream().map(Row::id).toList();
  }

  private static String explains(Row row) {
    return row.explains().size() == Topic.values().length
        ? say("explain.book.everything")
        : row.explains().stream()
            .sorted(Comparator.naturalOrder())
            .map(Topic::title)
            .collect(Collectors.joining(", "));
  }

  private static String versions(Row row) {
    return row.versions().isEmpty() ? say("explain.book.all") : row.versions();
  }

  private static List<String> section(Row row) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("## " + row.id());
    lines.add("");
    lines.add(named(row.because()) + ".");
    lines.add("");
    lines.add(say("explain.book.recognised", row.recognised()));
    lines.add(say("explain.book.fix", named(row.fix())));
    if (!row.byHand().isEmpty()) {
      lines.add(say("explain.book.byHand", named(row.byHand())));
    }
    lines.add(say("explain.book.read", row.read()));
    if (!row.versions().isEmpty()) {
      lines.add(say("explain.book.versions", row.versions()));
    }
    return lines;
  }

  private static String named(String template) {
    return Placeholders.fill(
        template, name -> NAMES.getOrDefault(name, name.toUpperCase(Locale.ROOT)));
  }
}
