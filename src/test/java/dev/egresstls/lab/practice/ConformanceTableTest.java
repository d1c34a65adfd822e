package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.conformance.Forecast;
import dev.egresstls.lab.mesh.conformance.Page;
import dev.egresstls.lab.mesh.conformance.Recorded;
import dev.egresstls.lab.mesh.conformance.Row;
import dev.egresstls.lab.mesh.conformance.Scenario;
import dev.egresstls.lab.mesh.conformance.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of scenarios and versions: what is expected is what the path model foretells, what the
 * practice cluster does, and what real Istio did where it was captured.
 */
class ConformanceTableTest {
  private static final ConformanceStage STAGE = new ConformanceStage();

  /** A scenario on a version. */
  record Case(Scenario scenario, String version) {
    @Override
    public String toString() {
      return version + " " + scenario.id();
    }

    String installation() {
      return version + " " + scenario.setUp(version);
    }
  }

  static List<Case> cases() {
    return Table.all().stream()
        .flatMap(one -> one.versions().stream().map(version -> new Case(one, version)))
        .sorted(Comparator.comparing(Case::installation))
        .toList();
  }

  @AfterAll
  static void close() {
    System.out.println(Page.text());
    STAGE.close();
  }

  @Test
  void there_are_at_least_sixty_scenarios() {
    long scenarios = Table.all().stream().map(Scenario::id).distinct().count();
    assertEquals(Table.all().size(), scenarios);
    assertTrue(scenarios >= 60);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_row_holds_of_the_model_the_practice_cluster_and_real_istio(Case one) throws Exception {
    List<String> wrong = new ArrayList<>();
    Forecast forecast = Forecast.of(one.scenario, one.version);
    Optional<Capture> capture = Table.capture(one.scenario, one.version);
    for (Row row : one.scenario.rows(one.version)) {
      row.disagreements(forecast.of(row)).forEach(line -> wrong.add("model: " + line));
      capture.ifPresent(
          run -> Recorded.differences(run, row).forEach(line -> wrong.add("capture: " + line)));
    }
    assertEquals(List.of(), wrong);
    if (one.scenario.unpractised().isEmpty()) {
      practised(one);
    }
  }

  private static void practised(Case one) throws Exception {
    ConformanceStage.Scene scene = STAGE.set(one.scenario, one.version);
    List<String> wrong = new ArrayList<>();
    for (Row row : one.scenario.rows(one.version)) {
      wrong.addAll(row.differences(scene.send(row).fields()));
    }
    assertEquals(List.of(), wrong, "in the practice cluster");
  }
}
