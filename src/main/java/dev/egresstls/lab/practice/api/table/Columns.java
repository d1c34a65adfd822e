package dev.egresstls.lab.practice.api.table;

import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which columns a kind has (pkg/printers/internalversion/printers.go @1.33). */
final class Columns {
  static final Column NAME = Column.of("Name", object -> object.at("metadata.name").text(""));
  static final Column AGE =
      Column.of("Age", object -> Ages.since(object.at("metadata.creationTimestamp").text("")));

  private Columns() {}

  static List<Column> of(Served type) {
    boolean custom = type.schema().isPresent();
    List<Column> own = custom ? CustomColumns.of(type.columns()) : builtIn(type.key());
    if (type.type().kind().equals("Event")) {
      return own;
    }
    List<Column> columns = new ArrayList<>(List.of(NAME));
    columns.addAll(own);
    boolean complete =
        type.type().kind().equals("CustomResourceDefinition")
            || own.contains(AGE)
            || (custom && !own.isEmpty());
    if (!complete) {
      columns.add(agePlace(columns), AGE);
    }
    return columns;
  }

  /** Age comes before the columns of {@code -o wide}. */
  private static int agePlace(List<Column> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).priority() > 0) {
        return i;
      }
    }
    return columns.size();
  }

  private static List<Column> builtIn(String key) {
    return switch (key) {
      case "pods" -> PodColumns.all();
      case "deployments.apps", "replicasets.apps" -> WorkloadColumns.of(key);
      case "services" -> NetworkColumns.services();
      case "endpointslices.discovery.k8s.io" -> NetworkColumns.slices();
      case "endpoints" -> List.of(Column.of("Endpoints", NetworkColumns::addresses));
      case "nodes" -> NodeColumns.all();
      case "namespaces" -> List.of(Column.of("Status", text("status.phase")));
      case "configmaps" -> List.of(new Column("Data", "integer", 0, Columns::entries));
      case "secrets" ->
          List.of(
              Column.of("Type", text("type")), new Column("Data", "integer", 0, Columns::entries));
      case "serviceaccounts" ->
          List.of(new Column("Secrets", "integer", 0, o -> (long) o.get("secrets").items().size()));
      case "events", "events.events.k8s.io" -> EventColumns.all();
      case "customresourcedefinitions.apiextensions.k8s.io" ->
          List.of(Column.of("Created At", text("metadata.creationTimestamp")));
      case "leases.coordination.k8s.io" ->
          List.of(Column.of("Holder", text("spec.holderIdentity")));
      case "mutatingwebhookconfigurations.admissionregistration.k8s.io",
          "validatingwebhookconfigurations.admissionregistration.k8s.io" ->
          List.of(
              new Column("Webhooks", "integer", 0, o -> (long) o.get("webhooks").items().size()));
      default -> List.of();
    };
  }

  private static Object entries(Tree object) {
    return (long) object.get("data").fields().size() + object.get("binaryData").fields().size();
  }

  static java.util.function.Function<Tree, Object> text(String path) {
    return object -> object.at(path).text("");
  }

  static String labels(Tree labels) {
    String text =
        labels.fields().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue().text(""))
            .collect(Collectors.joining(","));
    return text.isEmpty() ? "<none>" : text;
  }

  static String joined(List<String> texts, String none) {
    return texts.isEmpty() ? none : String.join(",", texts);
  }
}
