package dev.egresstls.lab.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.trace.Parting;
import dev.egresstls.lab.trace.Traced;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteLinesTest {
  private static Traced traced(String capture) {
    Capture one = Captures.one(capture);
    Tree recorded = one.dials().get(0);
    String url = recorded.get("argv").texts().get(recorded.get("argv").items().size() - 1);
    return new Traced(
        url,
        "files",
        PathModel.trace(one.dial(recorded), one.observed()),
        List.of("the pod resolves www.google.com as the lab does"),
        List.of("VirtualService default/v"));
  }

  private static List<String> shown(int columns, String capture, boolean verbose) {
    return new Layout(Theme.PLAIN, columns)
        .rows(new RouteLines(Theme.PLAIN, columns).of(traced(capture), verbose));
  }

  private static String endOf(String capture) {
    return String.join("\n", shown(120, capture, false)).replaceAll("\\n +", " ");
  }

  @Test
  void a_hop_is_one_row_with_its_reason_and_below_it_object_field_and_value() {
    List<String> rows = shown(100, "1.29.1/tutorial", false);
    int cluster =
        rows.indexOf(
            "  5 cluster    outbound|443||google-headless…  ORIGINAL_DST, because spec.clusterIP is None");
    assertTrue(cluster > 0, () -> String.join("\n", rows));
    assertEquals("Service google-headless spec.clusterIP = None", rows.get(cluster + 1).strip());
  }

  @Test
  void the_end_says_who_answers_who_speaks_tls_and_what_is_checked() {
    assertTrue(
        endOf("1.29.1/tutorial")
            .contains(
                "checked     the certificate of 203.0.113.10:443 by the sidecar: the system's CAs, and no name (www.google.com is only the SNI)"));
    assertTrue(endOf("1.29.1/wrong-san").contains("and a name among "), endOf("1.29.1/wrong-san"));
    assertTrue(
        endOf("1.29.1/port-80")
            .contains("HTTP 200 from 203.0.113.10:80, passed on by the sidecar as server: envoy"));
    assertTrue(endOf("1.29.1/no-policy").contains("TLS         none: plain text all the way"));
    assertTrue(endOf("1.29.1/https-443").contains("the client's TLS inside the sidecar's TLS"));
    assertTrue(
        endOf("1.29.1/registry-only-ip-not-in-slice").contains("none: nothing leaves the pod"));
    assertTrue(endOf("1.29.1/no-sidecar").contains("not redirected"));
  }

  @Test
  void where_all_hangs_on_a_certificate_that_nobody_knows_both_ends_are_told() {
    Capture capture = Captures.one("1.29.1/foreign-ca");
    var unknown = dev.egresstls.lab.mesh.observed.Origin.website("www.google.com");
    var route =
        PathModel.trace(capture.dial(capture.dials().get(0)), capture.observed().with(unknown));
    var lines =
        new RouteLines(Theme.PLAIN, 120)
            .of(new Traced("u", "files", route, List.of(), List.of()), false);
    String all = String.join("\n", new Layout(Theme.PLAIN, 120).rows(lines));
    assertTrue(all.contains("It depends on the certificate of 203.0.113.10:443"), all);
    assertTrue(all.contains("56 or 52, or 0 if the sidecar accepts the certificate"), all);
  }

  @Test
  void what_was_assumed_and_what_is_not_read_stands_at_the_end() {
    List<String> rows = shown(100, "1.27.9/tutorial", false);
    assertTrue(rows.get(rows.size() - 2).startsWith("    assumed     the pod resolves"));
    assertEquals("    not read    VirtualService default/v", rows.get(rows.size() - 1));
  }

  @Test
  void the_same_way_twice_parts_nowhere() {
    Traced way = traced("1.29.1/tutorial");
    assertEquals("Both take the same way and end the same.", new Parting(way, way).sentence());
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 60, 80, 100, 200})
  void no_row_is_wider_than_the_terminal(int columns) {
    for (Capture capture : Captures.all()) {
      List<String> rows = new ArrayList<>(shown(columns, capture.name(), true));
      Parting parting = new Parting(traced("1.29.1/tutorial"), traced(capture.name()));
      rows.addAll(
          new Layout(Theme.PLAIN, columns).rows(new RouteLines(Theme.PLAIN, columns).of(parting)));
      rows.forEach(row -> assertTrue(Columns.of(row) <= columns, row));
    }
  }
}
