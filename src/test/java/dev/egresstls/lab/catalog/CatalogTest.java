package dev.egresstls.lab.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogTest {
  @Test
  void the_tutorial_reads_without_a_mistake_on_both_tracks() {
    for (String track : List.of("as-written", "current")) {
      LabReader.Result result = Catalog.builtIn().lint(TutorialLab.ID, Optional.of(track));
      assertEquals(List.of(), result.mistakes().stream().map(Mistake::text).toList());
      assertEquals(8, result.lab().orElseThrow().steps().size());
    }
  }
}
