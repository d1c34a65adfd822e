package dev.egresstls.lab.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values of a lab are born valid, and every kind of probe is told apart. */
class LabValuesTest {
  private static final Check CHECK =
      new Check(
          "there",
          "",
          new Probe.PodState("default", "curl"),
          Map.of("a", new Expectation.Present(true)),
          Duration.ZERO);

  private static Step step(List<Check> checks) {
    return new Step(
        "one",
        new Step.Name("one", "The one step", List.of()),
        List.of(),
        new Step.Work(List.of(), ""),
        checks,
        new Step.Texts("", List.of(), Optional.empty()),
        Step.Exercises.NONE,
        Step.Classroom.NONE);
  }

  private static Lab lab(List<Step> steps) {
    Track track = new Track("t", "the track", ">=1.26", Map.of("v", "1"));
    return new Lab(
        new Lab.Heading("id", "A lab", 5, "id"),
        new Lab.Tracks(List.of(track), track),
        List.of(),
        List.of(),
        steps,
        Curriculum.NONE,
        List.of(),
        Scenario.NONE);
  }

  @Test
  void what_proves_nothing_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> step(List.of()));
    assertThrows(IllegalArgumentException.class, () -> lab(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Check("c", "", CHECK.probe(), Map.of(), Duration.ZERO));
  }

  @Test
  void steps_and_tracks_are_found_by_id() {
    Lab lab = lab(List.of(step(List.of(CHECK))));
    assertEquals("The one step", lab.step("one").orElseThrow().title());
    assertEquals(Optional.empty(), lab.step("two"));
    assertEquals(1, lab.numberOf("one"));
    assertEquals(0, lab.numberOf("two"));
    assertTrue(lab.track("t").isPresent());
  }

  @Test
  void a_title_page_survives_its_file_and_a_broken_file_is_none() {
    TitlePage page = TitlePage.of(lab(List.of(step(List.of(CHECK)))));
    assertEquals(Optional.of(page), TitlePage.read(page.write()));
    assertEquals(Optional.empty(), TitlePage.read("title=x\n"));
    assertEquals(Optional.empty(), TitlePage.read(page.write().replace("minutes=5", "minutes=x")));
    assertEquals(Optional.empty(), TitlePage.read(page.write().replace("minutes=5", "minutes=-5")));
  }

  @Test
  void a_failure_carries_its_problem_and_what_was_behind_it() {
    Problem problem = Problem.of(Problem.Kind.DENIED, "no").because("of this");
    Exception cause = new Exception("deep");
    LabFailure failure = new LabFailure(problem, cause);
    assertSame(problem, failure.problem());
    assertSame(cause, failure.getCause());
    assertEquals(4, problem.kind().exitCode());
  }
}
