package dev.egresstls.lab.practice.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.explain.Diagnosis;
import dev.egresstls.lab.explain.TrueCause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Two things broken at once: both are named, one after the other, and nothing else is; {@code
 * trace} is of the same mind.
 */
class TwoFaultsTest {
  private static final long SEED = 20261126;
  private static final int PAIRS = 3;
  private static final int ROUNDS = 6;

  /** Two faults, and what else comes of them. */
  private record Pair(Fault one, Fault other, Set<String> consequences) {
    @Override
    public String toString() {
      return one + " and " + other;
    }
  }

  @TestFactory
  Stream<DynamicTest> both_of_two_faults_are_found_one_after_the_other() {
    return Stream.of("as-written", "current")
        .map(track -> DynamicTest.dynamicTest(track, () -> all(track)));
  }

  private static void all(String track) throws Exception {
    String istio = track.equals("current") ? "1.31.1" : "1.27.9";
    try (BrokenLab lab = new BrokenLab(track, istio)) {
      lab.restore();
      for (Pair pair : pairs(track)) {
        pair.one().breaks().accept(lab.api);
        pair.other().breaks().accept(lab.api);
        try {
          assertEquals(Set.of(pair.one().cause(), pair.other().cause()), mended(lab, pair));
        } catch (AssertionError e) {
          throw new AssertionError(pair + ": " + e.getMessage(), e);
        }
        pair.one().tidies().accept(lab.api);
        pair.other().tidies().accept(lab.api);
        lab.restore();
      }
    }
  }

  private static List<Pair> pairs(String track) {
    List<Fault> faults = Faults.all().stream().filter(fault -> fault.isFor(track)).toList();
    List<Pair> pairs = new ArrayList<>();
    for (Fault one : faults) {
      for (Fault other : faults) {
        Set<String> places = new LinkedHashSet<>(Place.of(one));
        boolean apart =
            places.addAll(Place.of(other)) && Collections.disjoint(Place.of(one), Place.of(other));
        if (apart && !Place.hides(one, other, track) && !Place.hides(other, one, track)) {
          pairs.add(new Pair(one, other, Place.consequences(one, other, track)));
        }
      }
    }
    Collections.shuffle(pairs, new Random(SEED));
    return pairs.subList(0, PAIRS);
  }

  /** Mends what is named, again and again, until all steps hold; gives what was named. */
  private static Set<String> mended(BrokenLab lab, Pair pair) throws InterruptedException {
    Set<String> expected = new LinkedHashSet<>(pair.consequences());
    expected.addAll(List.of(pair.one().cause(), pair.other().cause()));
    Set<String> named = new LinkedHashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      TrueCause[] next = new TrueCause[1];
      int[] red = new int[1];
      String[] differs = {""};
      lab.until(
          () -> {
            red[0] = lab.firstRed();
            Diagnosis found =
                red[0] == 0 ? new Diagnosis(List.of(), List.of()) : lab.run.why(red[0]);
            next[0] = found.first().orElse(null);
            boolean over =
                red[0] == 0
                    && named.contains(pair.one().cause())
                    && named.contains(pair.other().cause());
            boolean foreseen = next[0] != null && expected.contains(next[0].id());
            differs[0] = foreseen ? TraceAndWhy.difference(lab, red[0], expected) : "";
            return over || (foreseen && differs[0].isEmpty());
          },
          () -> differs[0]);
      if (red[0] == 0) {
        named.removeAll(pair.consequences());
        return named;
      }
      assertTrue(expected.contains(next[0].id()), pair + " named " + next[0].id());
      named.add(next[0].id());
      if (pair.consequences().contains(next[0].id())) {
        named.addAll(Place.mendedWith(next[0].id(), pair.one(), pair.other()));
      }
      Fault fault = next[0].id().equals(pair.one().cause()) ? pair.one() : pair.other();
      if (next[0].left()) {
        fault.byHand().orElseThrow().accept(lab.api);
      } else {
        lab.run.fix(red[0], next[0]);
      }
    }
    throw new AssertionError(pair + " was not mended: " + lab.last());
  }
}
