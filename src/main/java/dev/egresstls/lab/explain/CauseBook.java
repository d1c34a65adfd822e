package dev.egresstls.lab.explain;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.causes.KnownCauses;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabCause;
import dev.egresstls.lab.lab.Placeholders;
import dev.egresstls.lab.lab.Vars;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of causes as a document: {@code docs/causes.md}, with the names of a lab. */
public final class CauseBook {
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

  private final List<LabCause> own;
  private final Map<String, String> names;

  /** The table with the names of a lab, and with what the lab itself knows. */
  public CauseBook(Lab lab, Vars vars) {
    this.own = lab.scenario().causes();
    this.names = new TreeMap<>();
    CauseContext scene = CauseContext.of(lab, vars, List.of(), List.of(), Set.of());
    List<String> known = List.of("ns", "client", "service", "slice", "policy", "host");
    Map<String, String> values = scene.values();
    values.forEach(
        (name, value) -> {
          boolean named = known.contains(name) || name.startsWith("port") || name.endsWith("Step");
          if (named && !value.isEmpty()) {
            names.put(name, value);
          }
        });
  }

  /** The lines of it, as Markdown. */
  public List<String> lines() {
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
  public Optional<String> entry(String id) {
    return KnownCauses.ALL.stream()
        .filter(row -> row.id().equals(id))
        .map(this::section)
        .findFirst()
        .or(() -> own.stream().filter(one -> one.id().equals(id)).map(this::section).findFirst())
        .map(lines -> String.join("\n", lines));
  }

  /** All IDs: those of the table, the more fundamental first, and those of the lab. */
  public List<String> ids() {
    return Stream.concat(KnownCauses.ALL.stream().map(Row::id), own.stream().map(LabCause::id))
        .toList();
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

  private List<String> section(Row row) {
    List<String> lines = titled(row.id(), row.because());
    lines.add(say("explain.book.recognised", row.recognised()));
    lines.add(say("explain.book.fix", named(row.fix())));
    if (!row.remedy().byHand().isEmpty()) {
      lines.add(say("explain.book.byHand", named(row.remedy().byHand())));
    }
    lines.add(say("explain.book.read", named(row.remedy().read()).replace(" `", "`")));
    if (!row.versions().isEmpty()) {
      lines.add(say("explain.book.versions", row.versions()));
    }
    return lines;
  }

  private List<String> section(LabCause cause) {
    List<String> lines = titled(cause.id(), cause.because());
    if (!cause.byHand().isEmpty()) {
      lines.add(say("explain.book.byHand", named(cause.byHand())));
    }
    if (!cause.read().isEmpty()) {
      lines.add(say("explain.book.read", "`" + cause.read() + "`"));
    }
    return lines;
  }

  private List<String> titled(String id, String because) {
    return new ArrayList<>(List.of("", "## " + id, "", named(because) + ".", ""));
  }

  private String named(String template) {
    return Placeholders.fill(
        template,
        name ->
            name.startsWith(Placeholders.SELF)
                ? "…"
                : name.endsWith("Step")
                    ? names.getOrDefault(name, "")
                    : names.getOrDefault(name, name.toUpperCase(Locale.ROOT)));
  }
}
