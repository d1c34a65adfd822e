package dev.egresstls.lab.explain.causes;

import dev.egresstls.lab.explain.context.Row;
import java.util.List;
import java.util.stream.Stream;

/** The table of causes: the most fundamental first, and the first that is true is named. */
public final class KnownCauses {
  /** Every row, in order. */
  public static final List<Row> ALL =
      Stream.of(
              ClusterCauses.ROWS,
              IstioCauses.ROWS,
              ClientCauses.ROWS,
              ServiceCauses.ROWS,
              SliceCauses.ROWS,
              PolicyCauses.ROWS,
              IgnoredCauses.ROWS,
              TrustCauses.ROWS,
              AddressCauses.ROWS,
              ReachCauses.ROWS,
              RouteCauses.ROWS)
          .flatMap(List::stream)
          .toList();

  private KnownCauses() {}
}
