package dev.egresstls.lab.shell.objects;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.shell.complete.Flag;
import dev.egresstls.lab.shell.complete.PromptWords;
import dev.egresstls.lab.shell.launch.LaunchedRun;
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
    boolean everywhere = words.has(Flag.ALL);
    this.namespace = everywhere ? Optional.empty() : finder.namespace(kind, words);
  }

  /**
   * What {@code get} prints.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if the words are wrong, nothing is there, or the
   *     cluster says no
   */
  public static List<Line> of(LaunchedRun open, int columns, PromptWords words) {
    String format = words.format().orElse("table");
    if (words.parts().size() == 2 && words.has(Flag.ALL)) {
      throw Problem.of(Problem.Kind.USAGE, say("shell.get.everywhere"), say("shell.get.namespace"))
          .failure();
    }
    Gets gets = new Gets(Finder.in(open), words);
    return switch (format) {
      case "yaml" -> code(Yaml.page(gets.objects()));
      case "json" -> code(Json.pretty(gets.objects()));
      default ->
          gets.table(new ServerTable(open.world().clock().now()), format.equals("wide"), columns);
    };
  }

  private static List<Line> code(String text) {
    return Neutral.text(text).lines().map(row -> Line.code(2, row)).toList();
  }

  private Tree objects() {
    boolean managed = words.has(Flag.MANAGED_FIELDS);
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
    boolean everywhere = kind.namespaced() && words.has(Flag.ALL);
    TableLines table = reader.of(answer.orElse(Tree.object("items", List.of())), everywhere, wide);
    return table.rows().isEmpty() ? none() : table.lines(columns);
  }

  private List<Line> none() {
    Span kinds = new Span(Role.PLAIN, kind.fullName());
    Span look = new Span(Role.CODE, "get " + kind.fullName() + " -A");
    return List.of(
        namespace
            .map(ns -> new Span(Role.PLAIN, ns))
            .map(ns -> Line.at(2).say("shell.get.none-here", kinds, ns, look))
            .orElseGet(() -> Line.at(2).say("shell.get.none", kinds)));
  }
}
