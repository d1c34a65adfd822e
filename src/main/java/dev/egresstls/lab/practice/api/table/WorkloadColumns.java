package dev.egresstls.lab.practice.api.table;

import dev.egresstls.lab.value.Tree;
import java.util.List;

/** The columns of what makes pods. */
final class WorkloadColumns {
  private static final Column CONTAINERS = Column.wide("Containers", o -> containers(o, "name"));
  private static final Column IMAGES = Column.wide("Images", o -> containers(o, "image"));
  private static final Column SELECTOR =
      Column.wide("Selector", o -> Columns.labels(o.at("spec.selector.matchLabels")));

  private WorkloadColumns() {}

  static List<Column> of(String key) {
    return switch (key) {
      case "deployments.apps" ->
          List.of(
              ready(),
              Column.number("Up-to-date", "status.updatedReplicas"),
              Column.number("Available", "status.availableReplicas"),
              CONTAINERS,
              IMAGES,
              SELECTOR);
      default ->
          List.of(
              Column.number("Desired", "spec.replicas"),
              Column.number("Current", "status.replicas"),
              Column.number("Ready", "status.readyReplicas"),
              CONTAINERS,
              IMAGES,
              SELECTOR);
    };
  }

  private static Column ready() {
    return Column.of(
        "Ready",
        o -> o.at("status.readyReplicas").number(0) + "/" + o.at("spec.replicas").number(1));
  }

  private static String containers(Tree workload, String field) {
    return Columns.joined(
        workload.at("spec.template.spec.containers").items().stream()
            .map(one -> one.get(field).text(""))
            .toList(),
        "<none>");
  }
}
