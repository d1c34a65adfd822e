package dev.egresstls.lab.explain.causes;

import dev.egresstls.lab.explain.context.Part;
import dev.egresstls.lab.explain.context.Row;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of causes: the most fundamental first, and the first that is true is named. */
public final class KnownCauses {
  /** Every row, in order. */
  public static final List<Row> ALL =
      Stream.of(
              ClusterCauses.ROWS,
              IstioCauses.ROWS,
              ClientCauses.ROWS,
              about(Part.SERVICE, ServiceCauses.ROWS),
              about(Part.SLICE, SliceCauses.ROWS),
              about(Part.POLICY, PolicyCauses.ROWS),
              about(Part.POLICY, IgnoredCauses.ROWS),
              about(Part.POLICY, TrustCauses.ROWS),
              AddressCauses.ROWS,
              ReachCauses.ROWS,
              RouteCauses.ROWS)
          .flatMap(List::stream)
          .toList();

  private static final Set<String> FUNDAMENTAL =
      Stream.of(ClusterCauses.ROWS, IstioCauses.ROWS, ClientCauses.ROWS)
          .flatMap(List::stream)
          .map(Row::id)
          .collect(Collectors.toUnmodifiableSet());

  private KnownCauses() {}

  /** Whether it goes before what a lab itself knows: no lab works without these parts. */
  public static boolean isFundamental(Row row) {
    return FUNDAMENTAL.contains(row.id());
  }

  private static List<Row> about(Part part, List<Row> rows) {
    return rows.stream().map(row -> row.about(part)).toList();
  }
}
