package dev.egresstls.lab.shell.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.shell.desk.Choices;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompletionTest {
  private static List<String> words(String... before) {
    List<Completion.Row> rows =
        List.of(
            new Completion.Row("show", "[N]", "explain a step"),
            new Completion.Row("status", "", "how every step stands"),
            new Completion.Row("try", "[ID]", "what if"),
            new Completion.Row("why", "[N] [-v]", "because of what"),
            new Completion.Row("get", "KIND", "objects"));
    return new Completion(
            rows, () -> Catalog.builtIn().read("backend-tls-egress", Optional.empty()))
        .after(List.of(before)).stream().map(Choices.Choice::word).toList();
  }

  @Test
  void behind_a_command_stands_what_its_argument_may_be() {
    assertEquals(List.of("show", "status", "try", "why", "get"), words());
    assertEquals(8, words("show").size());
    assertEquals(words("show"), words("why"));
    assertEquals("cluster", words("sh").get(0));
    assertEquals(List.of(), words("s"), "it could be show or status");
    assertEquals(List.of(), words("status"));
    assertEquals(List.of(), words("show", "policy"));
    assertTrue(words("try").containsAll(List.of("port-80", "back")));
    assertTrue(words("get").contains("endpointslices"));
  }
}
