package dev.egresstls.lab.shell.objects;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.opening.Opened;
import dev.egresstls.lab.shell.typed.PromptWords;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.served.ServedKind;
import java.util.List;
import java.util.Optional;

/** Objects of a kind, as a table, as YAML or as JSON. */
public final class Gets {
  private static final List<String> FORMATS = List.of("table", "wide", "yaml", "json");

  private final Finder finder;
  private final PromptWords words;
  private final ServedKind kind;
  private final Optional<String> name;
  private final Optional<String> namespace;

  private Gets(Finder finder, PromptWords words) {
    this.finder = finder;
    this.words = words;
    this.kind = finder.kind(words.parts().get(0));
    this.name = words.parts().stream().skip(1).findFirst();
    boolean everywhere = words.has(PromptWords.ALL);
    this.namespace = everywhere ? Optional.empty() : finder.namespace(kind, words);
  }

  /**
   * What {@code get} prints.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if the words are wrong, nothing is there, or the
   *     cluster says no
   */
  public static List<Line> of(Opened open, int columns, String argument) {
    PromptWords words =
        PromptWords.of(
            "get",
            argument,
            PromptWords.NAMESPACE,
            PromptWords.ALL,
            PromptWords.OUTPUT,
            PromptWords.MANAGED_FIELDS);
    String format = words.option(PromptWords.OUTPUT).orElse("table");
    check(words, format);
    Gets gets = new Gets(Finder.in(open), words);
    return switch (format) {
      case "yaml" -> code(Yaml.page(gets.objects()));
      case "json" -> code(Json.pretty(gets.objects()));
      default ->
          gets.table(new ServerTable(open.world().clock().now()), format.equals("wide"), columns);
    };
  }

  private static void check(PromptWords words, String format) {
    int parts = words.parts().size();
    if (parts < 1 || parts > 2) {
      String what = parts < 1 ? "get needs a kind" : "get takes a kind and a name, and no more";
      throw Problem.of(Problem.Kind.USAGE, what, "get pods", "get svc google-headless -o yaml")
          .failure();
    }
    if (!FORMATS.contains(format)) {
      throw Problem.of(
              Problem.Kind.USAGE,
              "-o " + format + " is no format",
              "-o " + String.join(", -o ", FORMATS))
          .failure();
    }
    if (parts == 2 && words.has(PromptWords.ALL)) {
      throw Problem.of(
              Problem.Kind.USAGE, "a name and -A do not go together", "-n NAMESPACE in place of -A")
          .failure();
    }
  }

  private static List<Line> code(String text) {
    return Neutral.text(text).lines().map(row -> Line.code(2, row)).toList();
  }

  private Tree objects() {
    boolean managed = words.has(PromptWords.MANAGED_FIELDS);
    if (name.isPresent()) {
      return Safe.of(finder.object(kind, namespace, name.get()), managed);
    }
    List<Tree> items =
        finder.resources().list(query()).stream().map(one -> Safe.of(one, managed)).toList();
    return Tree.object("apiVersion", "v1", "kind", "List", "items", items);
  }

  private Query query() {
    return new Query(kind.apiVersion(), kind.kind(), namespace, name);
  }

  private List<Line> table(ServerTable reader, boolean wide, int columns) {
    Optional<Tree> answer = finder.resources().table(query());
    if (name.isPresent() && answer.isEmpty()) {
      throw finder.missing(kind, namespace, name.get()).failure();
    }
    boolean everywhere = kind.namespaced() && words.has(PromptWords.ALL);
    TableLines table = reader.of(answer.orElse(Tree.object("items", List.of())), everywhere, wide);
    return table.rows().isEmpty() ? none() : table.lines(columns);
  }

  private List<Line> none() {
    Line line =
        Line.of(
            2,
            Role.PLAIN,
            "There are no "
                + kind.fullName()
                + namespace.map(ns -> " in namespace " + ns).orElse(" in the cluster")
                + ".");
    return List.of(
        namespace.isEmpty()
            ? line
            : line.and(Role.CODE, " get " + kind.fullName() + " -A")
                .and(Role.PLAIN, " looks in all namespaces."));
  }
}
