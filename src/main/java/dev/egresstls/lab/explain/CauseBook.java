package dev.egresstls.lab.explain;

import dev.egresstls.lab.explain.known.KnownCauses;
import dev.egresstls.lab.explain.scene.Row;
import dev.egresstls.lab.explain.scene.Topic;
import dev.egresstls.lab.lab.Placeholders;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
          "# Causes",
          "",
          "When a check is red, `why` names the first of these that is true, and `fix` gets rid of"
              + " it. They stand in the order in which the lab asks: what others rest on comes"
              + " first. An id is for ever.",
          "",
          "Names are those of the lab that comes with the program; words in capitals stand for what"
              + " is found in the cluster. `-o json` has the ids, too"
              + " ([json.md](json.md)).",
          "",
          "This page is written from `explain/known/`, and a test holds it:"
              + " `./mvnw -q test -Dtest=CauseBookTest -Dupdate=true` writes it anew.",
          "");

  private CauseBook() {}

  /** The lines of it, as Markdown. */
  public static List<String> lines() {
    List<String> lines = new ArrayList<>(BEGINNING);
    lines.add("| cause | explains | versions |");
    lines.add("|---|---|---|");
    for (Row row : KnownCauses.ALL) {
      String link = "[" + row.id() + "](#" + row.id() + ")";
      lines.add("| " + link + " | " + explains(row) + " | " + versions(row) + " |");
    }
    KnownCauses.ALL.forEach(row -> lines.addAll(section(row)));
    return lines;
  }

  private static String explains(Row row) {
    return row.explains().size() == Topic.values().length
        ? "everything"
        : row.explains().stream()
            .sorted(Comparator.naturalOrder())
            .map(Topic::title)
            .collect(Collectors.joining(", "));
  }

  private static String versions(Row row) {
    return row.versions().isEmpty() ? "all" : row.versions();
  }

  private static List<String> section(Row row) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("## " + row.id());
    lines.add("");
    lines.add(named(row.because()) + ".");
    lines.add("");
    lines.add("- **Recognised by:** " + row.recognised());
    lines.add("- **`fix`** " + named(row.fix()));
    if (!row.byHand().isEmpty()) {
      lines.add("- **By hand:** `" + named(row.byHand()) + "`");
    }
    lines.add("- **Read:** " + row.read());
    if (!row.versions().isEmpty()) {
      lines.add("- **Versions:** " + row.versions());
    }
    return lines;
  }

  private static String named(String template) {
    return Placeholders.fill(
        template, name -> NAMES.getOrDefault(name, name.toUpperCase(Locale.ROOT)));
  }
}
