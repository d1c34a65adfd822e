package dev.egresstls.lab.practice.api.table;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns that a CustomResourceDefinition names, by simple JSON paths. */
final class CustomColumns {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.(?<key>(?:[^.\\[\\\\]|\\\\.)+)|\\[(?<index>\\d+|\\*)]"
              + "|\\[\\?\\(@\\.(?<field>\\w+)\\s*==\\s*[\"'](?<value>[^\"']*)[\"']\\)]");

  private CustomColumns() {}

  static List<Column> of(List<Tree> columns) {
    List<Column> all = new ArrayList<>();
    for (Tree column : columns) {
      String path = column.get("jsonPath").text("");
      String type = column.get("type").text("string");
      int priority = (int) column.get("priority").number(0);
      all.add(
          new Column(
              column.get("name").text(""),
              type.equals("date") ? "string" : type,
              priority,
              object -> cell(object, path, type)));
    }
    return all;
  }

  private static Object cell(Tree object, String path, String type) {
    List<Tree> found = find(object, path);
    if (found.isEmpty()) {
      return null;
    }
    if (type.equals("date")) {
      return Ages.since(found.get(0).text(""));
    }
    Object raw = found.get(0).raw();
    return raw instanceof java.util.Map || raw instanceof List ? found.get(0).toString() : raw;
  }

  static List<Tree> find(Tree object, String path) {
    List<Tree> here = List.of(object);
    Matcher steps = STEP.matcher(path);
    while (steps.find()) {
      here =
          here.stream().flatMap(one -> step(one, steps).stream()).filter(Tree::isPresent).toList();
    }
    return here;
  }

  private static List<Tree> step(Tree from, Matcher step) {
    if (step.group("key") != null) {
      return List.of(from.get(step.group("key").replace("\\", "")));
    }
    if (step.group("field") != null) {
      return from.items().stream()
          .filter(item -> item.get(step.group("field")).text("").equals(step.group("value")))
          .toList();
    }
    return step.group("index").equals("*")
        ? from.items()
        : List.of(from.get(Integer.parseInt(step.group("index"))));
  }
}
