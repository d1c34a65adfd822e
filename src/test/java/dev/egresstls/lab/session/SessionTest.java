package dev.egresstls.lab.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.event.StepState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTest {
  private final Session fresh = Session.of(3);

  @Test
  void a_step_that_holds_moves_the_learner_to_the_next_that_does_not() {
    Session session = fresh.held(2).started(1).checking(1);
    assertEquals(StepState.CHECKING, session.state(1));
    assertEquals(3, session.held(1).at());
    assertEquals(1, fresh.held(2).at(), "the learner did not stand there");
  }

  @Test
  void a_step_that_broke_keeps_the_learner() {
    Session session = fresh.started(1).broke(1);
    assertEquals(1, session.at());
    assertEquals(StepState.BROKEN, session.state(1));
    assertEquals(StepState.TODO, session.todo(1).state(1));
  }

  @Test
  void a_skipped_step_never_counts_as_held() {
    Session session = fresh.skipped().held(2).held(3);
    assertEquals(StepState.SKIPPED, session.state(1));
    assertEquals(2, session.held());
    assertFalse(session.allHold());
    assertTrue(session.atFirstOpen().finished());
  }

  @Test
  void skipping_a_step_that_holds_leaves_it_so() {
    Session session = fresh.held(2).goTo(2).skipped();
    assertEquals(StepState.HOLDS, session.state(2));
    assertEquals(3, session.at());
  }

  @Test
  void nobody_leaves_the_lab_at_either_end() {
    assertEquals(1, fresh.back().at());
    assertEquals(2, fresh.goTo(3).back().at());
    Session end = fresh.skipped().skipped().skipped();
    assertEquals(end, end.skipped());
    assertEquals(3, end.back().at());
    assertThrows(IllegalArgumentException.class, () -> fresh.goTo(5));
    assertThrows(
        IllegalArgumentException.class, () -> new Session(List.of(), 1, Map.of(), Map.of()));
  }

  @Test
  void all_hold_only_if_each_does() {
    assertTrue(fresh.held(1).held(2).held(3).allHold());
    assertEquals(3, fresh.held(1).total());
  }
}
