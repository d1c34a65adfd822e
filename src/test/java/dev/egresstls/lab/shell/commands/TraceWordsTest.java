package dev.egresstls.lab.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceWordsTest {
  private static TraceWords asked(String words) {
    return TraceWords.of(CommandFinder.named("trace").syntax().read(words));
  }

  private static String refused(String words) {
    var problem = assertThrows(LabFailure.class, () -> asked(words)).problem();
    assertEquals(2, problem.kind().exitCode());
    return problem.what() + " / " + String.join(" / ", problem.tries());
  }

  @Test
  void options_may_stand_anywhere_and_be_written_with_an_equals_sign() {
    TraceWords words = asked("-v --from=deployment/app http://a.b --in x -o json");
    assertEquals(Optional.of("http://a.b"), words.question().url());
    assertEquals(Optional.of("app"), words.question().from());
    assertEquals(Optional.of("x"), words.question().namespace());
    assertTrue(words.verbose());
  }

  @Test
  void the_labs_own_request_need_not_be_named() {
    assertEquals(Optional.empty(), asked("").question().url());
    TraceWords words = asked("--why-not http://a.b");
    assertEquals(Optional.empty(), words.question().url());
    assertEquals(Optional.of("http://a.b"), words.question().whyNot());
  }

  @Test
  void what_cannot_be_meant_is_refused_with_a_way_out() {
    assertTrue(refused("http://a --form x").contains("did you mean --from?"));
    assertTrue(refused("http://a --objects f").contains("no option --objects at the prompt"));
    assertTrue(refused("http://a --in").startsWith("--in needs a value"));
    assertTrue(refused("http://a -o yaml").startsWith("-o yaml is not a format / -o table"));
    assertTrue(refused("http://a http://b").contains("trace http://a --why-not http://b"));
    assertTrue(refused("http://a --from a/b/c").contains("is not a Deployment"));
  }
}
