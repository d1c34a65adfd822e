package dev.egresstls.lab.practice.api.table;

import dev.egresstls.lab.value.Tree;
import java.util.List;

/** The columns of Services, EndpointSlices and Endpoints. */
final class NetworkColumns {
  private static final int SHOWN_ADDRESSES = 3;

  private NetworkColumns() {}

  static List<Column> services() {
    return List.of(
        Column.of("Type", Columns.text("spec.type")),
        Column.of("Cluster-IP", service -> service.at("spec.clusterIP").text("<none>")),
        Column.of("External-IP", NetworkColumns::external),
        Column.of("Port(s)", NetworkColumns::ports),
        Columns.AGE,
        Column.wide("Selector", service -> Columns.labels(service.at("spec.selector"))));
  }

  private static Object external(Tree service) {
    if (service.at("spec.type").text("").equals("ExternalName")) {
      return service.at("spec.externalName").text("<none>");
    }
    return Columns.joined(service.at("spec.externalIPs").texts(), "<none>");
  }

  private static Object ports(Tree service) {
    List<String> ports =
        service.at("spec.ports").items().stream()
            .map(
                port ->
                    port.get("port").text("")
                        + port.get("nodePort").text().map(node -> ":" + node).orElse("")
                        + "/"
                        + port.get("protocol").text("TCP"))
            .toList();
    return Columns.joined(ports, "<none>");
  }

  static List<Column> slices() {
    return List.of(
        Column.of("AddressType", Columns.text("addressType")),
        Column.of("Ports", NetworkColumns::slicePorts),
        Column.of("Endpoints", slice -> shortened(sliceAddresses(slice), "<unset>")),
        Columns.AGE);
  }

  private static Object slicePorts(Tree slice) {
    return shortened(
        slice.get("ports").items().stream().map(port -> port.get("port").text("*")).toList(),
        "<unset>");
  }

  private static List<String> sliceAddresses(Tree slice) {
    return slice.get("endpoints").items().stream()
        .flatMap(endpoint -> endpoint.get("addresses").texts().stream())
        .toList();
  }

  static Object addresses(Tree endpoints) {
    List<String> all =
        endpoints.get("subsets").items().stream()
            .flatMap(
                subset ->
                    subset.get("addresses").items().stream()
                        .flatMap(
                            address ->
                                subset.get("ports").items().stream()
                                    .map(
                                        port ->
                                            address.get("ip").text("")
                                                + ":"
                                                + port.get("port").text(""))))
            .toList();
    return shortened(all, "<none>");
  }

  private static String shortened(List<String> all, String none) {
    if (all.size() <= SHOWN_ADDRESSES) {
      return Columns.joined(all, none);
    }
    String first = String.join(",", all.subList(0, SHOWN_ADDRESSES));
    return first + " + " + (all.size() - SHOWN_ADDRESSES) + " more...";
  }
}
