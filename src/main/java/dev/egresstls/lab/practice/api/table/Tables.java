package dev.egresstls.lab.practice.api.table;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

/** Makes a {@code meta.k8s.io/v1 Table} of objects. */
public final class Tables {
  private Tables() {}

  /** Whether a client asks for a Table. */
  public static boolean wanted(IncomingRequest call) {
    String accept = call.header("accept").replace(" ", "");
    return accept.contains("as=Table") && accept.contains("g=meta.k8s.io");
  }

  /**
   * A Table with a row an object.
   *
   * @param metadata of the list: {@code resourceVersion}, and {@code continue} if there is more
   */
  public static Tree of(Served type, List<Tree> objects, Tree metadata, IncomingRequest call) {
    List<Column> columns = Columns.of(type);
    String include = call.parameter("includeObject").orElse("Metadata");
    List<Object> rows = new ArrayList<>();
    for (Tree object : objects) {
      List<Object> cells = new ArrayList<>();
      columns.forEach(column -> cells.add(column.cell().apply(object)));
      rows.add(Tree.object("cells", cells, "object", included(object, include)));
    }
    return Tree.object(
        "kind",
        "Table",
        "apiVersion",
        "meta.k8s.io/v1",
        "metadata",
        metadata,
        "columnDefinitions",
        columns.stream().map(Column::definition).toList(),
        "rows",
        rows);
  }

  private static Tree included(Tree object, String include) {
    return switch (include) {
      case "Object" -> object;
      case "None" -> Tree.of(null);
      default ->
          Tree.object(
              "kind", "PartialObjectMetadata",
              "apiVersion", "meta.k8s.io/v1",
              "metadata", object.get("metadata"));
    };
  }
}
