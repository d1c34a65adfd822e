package dev.egresstls.lab.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopTableTest {
  private static final String CLUSTER = "outbound|443||google-headless.default.svc.cluster.local";
  private static final List<HopRow> ROWS =
      List.of(
          HopRow.of("DNS", "203.0.113.10", "203.0.113.10", false),
          new HopRow(
              "cluster", CLUSTER, "PassthroughCluster", true, List.of("Service google-headless")));

  private static List<String> rows(Theme theme, int columns, List<Line> lines) {
    return new Layout(theme, columns).rows(lines);
  }

  private static List<String> beside(int columns) {
    HopTable table = new HopTable(Theme.PLAIN, columns);
    return rows(Theme.PLAIN, columns, table.beside("predicted", "seen", ROWS));
  }

  @Test
  void two_ways_stand_side_by_side_and_a_row_that_differs_has_a_sign_and_a_word() {
    assertEquals(
        List.of(
            "                 predicted                             seen",
            "    1 DNS        203.0.113.10                          203.0.113.10",
            "  ≠ 2 cluster    outbound|443||google-headless.        PassthroughCluster                    differs",
            "                 default.svc.cluster.local",
            "                                                       Service google-headless"),
        beside(100));
  }

  @Test
  void where_it_is_narrow_what_differs_stands_one_below_the_other_and_what_is_the_same_once() {
    assertEquals(
        List.of(
            "    1 DNS        203.0.113.10",
            "  ≠ 2 cluster                                        differs",
            "      predicted  outbound|443||google-headless.default.svc.",
            "                 cluster.local",
            "      seen       PassthroughCluster",
            "      Service google-headless"),
        beside(60));
  }

  @Test
  void a_reason_moves_below_its_hop_where_there_is_no_room_beside_it() {
    List<HopRow> rows = List.of(HopRow.of("DNS", "203.0.113.10", "it is in the slice", false));
    assertEquals(
        List.of("  1 DNS        203.0.113.10  it is in the slice"),
        rows(Theme.PLAIN, 100, new HopTable(Theme.PLAIN, 100).noted(rows)));
    assertEquals(
        List.of("  1 DNS        203.0.113.10", "      it is in the slice"),
        rows(Theme.PLAIN, 60, new HopTable(Theme.PLAIN, 60).noted(rows)));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 60, 77, 78, 80, 89, 90, 100, 200})
  void no_row_is_wider_than_the_terminal(int columns) {
    for (Theme theme : List.of(Theme.PLAIN, new Theme(false, false))) {
      HopTable table = new HopTable(theme, columns);
      List<String> all = new java.util.ArrayList<>(rows(theme, columns, table.noted(ROWS)));
      all.addAll(rows(theme, columns, table.beside("predicted", "seen", ROWS)));
      all.forEach(row -> assertTrue(Columns.of(row) <= columns, row));
    }
  }

  @Test
  void in_ascii_the_sign_has_its_own_spelling_and_columns_stay_straight() {
    Theme ascii = new Theme(false, false);
    List<String> rows =
        rows(ascii, 100, new HopTable(ascii, 100).beside("predicted", "seen", ROWS));
    assertTrue(rows.get(2).startsWith("  != 2 cluster    outbound"), rows.get(2));
    assertEquals(rows.get(1).indexOf("203"), rows.get(2).indexOf("outbound"));
  }
}
