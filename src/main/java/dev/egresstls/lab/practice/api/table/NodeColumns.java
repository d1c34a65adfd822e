package dev.egresstls.lab.practice.api.table;

import dev.egresstls.lab.value.Tree;
import java.util.List;

/** The columns of nodes. */
final class NodeColumns {
  private static final String ROLE = "node-role.kubernetes.io/";

  private NodeColumns() {}

  static List<Column> all() {
    return List.of(
        Column.of("Status", NodeColumns::status),
        Column.of("Roles", NodeColumns::roles),
        Columns.AGE,
        Column.of("Version", Columns.text("status.nodeInfo.kubeletVersion")),
        Column.wide("Internal-IP", node -> address(node, "InternalIP")),
        Column.wide("External-IP", node -> address(node, "ExternalIP")),
        info("OS-Image", "osImage"),
        info("Kernel-Version", "kernelVersion"),
        info("Container-Runtime", "containerRuntimeVersion"));
  }

  private static Column info(String name, String field) {
    return Column.wide(name, node -> node.at("status.nodeInfo").get(field).text("<unknown>"));
  }

  private static Object status(Tree node) {
    boolean ready =
        node.at("status.conditions").items().stream()
            .filter(one -> one.get("type").text("").equals("Ready"))
            .anyMatch(one -> one.get("status").text("").equals("True"));
    String shut = node.at("spec.unschedulable").isTrue() ? ",SchedulingDisabled" : "";
    return (ready ? "Ready" : "NotReady") + shut;
  }

  private static Object roles(Tree node) {
    List<String> roles =
        node.at("metadata.labels").fields().keySet().stream()
            .filter(label -> label.startsWith(ROLE))
            .map(label -> label.substring(ROLE.length()))
            .sorted()
            .toList();
    return Columns.joined(roles, "<none>");
  }

  private static Object address(Tree node, String type) {
    return node.at("status.addresses").items().stream()
        .filter(one -> one.get("type").text("").equals(type))
        .findFirst()
        .map(one -> one.get("address").text(""))
        .orElse("<none>");
  }
}
