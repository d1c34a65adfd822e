package dev.egresstls.lab.practice.api.table;

import dev.egresstls.lab.value.Tree;
import java.util.function.Function;

/**
 * One column.
 *
 * @param type {@code string}, {@code integer} or {@code date}
 * @param priority 0 for every table, 1 for {@code -o wide} only
 */
record Column(String name, String type, int priority, Function<Tree, Object> cell) {
  static Column of(String name, Function<Tree, Object> cell) {
    return new Column(name, "string", 0, cell);
  }

  static Column wide(String name, Function<Tree, Object> cell) {
    return new Column(name, "string", 1, cell);
  }

  static Column number(String name, String path) {
    return new Column(name, "integer", 0, object -> object.at(path).number(0));
  }

  Tree definition() {
    String format = name.equals("Name") ? "name" : "";
    return Tree.object(
        "name", name, "type", type, "format", format, "description", "", "priority", priority);
  }
}
