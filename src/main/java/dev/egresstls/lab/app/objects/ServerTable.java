package dev.egresstls.lab.app.objects;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Tree;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the table that a server made of its objects; makes one of names and ages if it made none.
 */
final class ServerTable {
  private final Instant now;

  ServerTable(Instant now) {
    this.now = now;
  }

  /**
   * The titles and cells.
   *
   * @param table a {@code meta.k8s.io/v1 Table}, an object or a list
   * @param namespaces whether each row begins with its namespace
   * @param wide whether the columns of {@code -o wide} are wanted
   */
  TableLines of(Tree table, boolean namespaces, boolean wide) {
    if (!table.get("kind").text("").equals("Table")) {
      return plain(table, namespaces);
    }
    List<Tree> columns = table.get("columnDefinitions").items();
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (wide || columns.get(i).get("priority").number(0) == 0) {
        shown.add(i);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (Tree row : table.get("rows").items()) {
      List<String> cells = begun(row.get("object"), namespaces);
      List<Tree> all = row.get("cells").items();
      shown.forEach(i -> cells.add(i < all.size() ? cell(all.get(i)) : ""));
      rows.add(cells);
    }
    List<String> titles = new ArrayList<>(namespaces ? List.of("namespace") : List.of());
    shown.forEach(i -> titles.add(columns.get(i).get("name").text("")));
    return new TableLines(titles, rows);
  }

  private static List<String> begun(Tree object, boolean namespaces) {
    List<String> cells = new ArrayList<>();
    if (namespaces) {
      cells.add(object.at("metadata.namespace").text(""));
    }
    return cells;
  }

  private static String cell(Tree value) {
    return value.isObject() || value.isList() ? value.toString() : value.text("");
  }

  private TableLines plain(Tree answer, boolean namespaces) {
    List<Tree> objects =
        answer.get("items").isList() ? answer.get("items").items() : List.of(answer);
    List<List<String>> rows = new ArrayList<>();
    for (Tree object : objects) {
      List<String> cells = begun(object, namespaces);
      cells.add(object.at("metadata.name").text(""));
      cells.add(age(object.at("metadata.creationTimestamp").text("")));
      rows.add(cells);
    }
    List<String> titles = new ArrayList<>(namespaces ? List.of("namespace") : List.of());
    titles.addAll(List.of("name", "age"));
    return new TableLines(titles, rows);
  }

  /** How long ago, in its largest unit: {@code 5m}. */
  String age(String moment) {
    try {
      long seconds = Math.max(0, Duration.between(Instant.parse(moment), now).toSeconds());
      return seconds < 120
          ? seconds + "s"
          : seconds < 2 * 3600
              ? seconds / 60 + "m"
              : seconds < 2 * 86400 ? seconds / 3600 + "h" : seconds / 86400 + "d";
    } catch (DateTimeParseException e) {
      return say("shell.describe.no-age");
    }
  }
}
