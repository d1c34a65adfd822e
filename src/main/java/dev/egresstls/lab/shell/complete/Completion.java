package dev.egresstls.lab.shell.complete;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.shell.desk.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Commands, and behind a command what its argument may be. */
public final class Completion implements Choices {
  /** The kinds that the lab is about; a cluster serves more, and they can be typed, too. */
  private static final List<String> KINDS =
      List.of(
          "backendtlspolicies",
          "configmaps",
          "customresourcedefinitions",
          "deployments",
          "destinationrules",
          "endpointslices",
          "events",
          "namespaces",
          "nodes",
          "pods",
          "secrets",
          "services");

  /**
   * A row of the table of commands.
   *
   * @param name its full name
   * @param argument what may follow, such as {@code [N]}, {@code [ID]} or {@code KIND}
   * @param help one line
   */
  public record Row(String name, String argument, String help) {}

  private final List<Row> rows;
  private final Supplier<Lab> lab;

  /**
   * A completion.
   *
   * @param lab asked only when its steps or what-ifs are offered
   */
  public Completion(List<Row> rows, Supplier<Lab> lab) {
    this.rows = List.copyOf(rows);
    this.lab = lab;
  }

  @Override
  public List<Choice> after(List<String> before) {
    if (before.isEmpty()) {
      return rows.stream().map(row -> new Choice(row.name(), row.help())).toList();
    }
    List<Row> fitting = rows.stream().filter(row -> row.name().startsWith(before.get(0))).toList();
    List<Row> exact = fitting.stream().filter(row -> row.name().equals(before.get(0))).toList();
    List<Row> meant = exact.isEmpty() ? fitting : exact;
    return before.size() == 1 && meant.size() == 1 ? argument(meant.get(0).argument()) : List.of();
  }

  private List<Choice> argument(String argument) {
    String kind = argument.replaceFirst("^\\[?(\\w*)\\]?.*", "$1");
    return switch (kind) {
      case "N" -> steps();
      case "ID" -> whatIfs();
      case "KIND" -> KINDS.stream().map(name -> new Choice(name, "")).toList();
      default -> List.of();
    };
  }

  private List<Choice> steps() {
    return lab.get().steps().stream().map(step -> new Choice(step.id(), step.title())).toList();
  }

  private List<Choice> whatIfs() {
    Stream<Choice> all =
        lab.get().whatIfs().stream().map(whatIf -> new Choice(whatIf.id(), whatIf.title()));
    List<Choice> choices = new ArrayList<>(all.toList());
    choices.add(new Choice("back", "take back what an earlier run has left behind"));
    return choices;
  }
}
