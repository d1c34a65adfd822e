package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.FailureReport;
import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.shell.OpenShell;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code try} without a person. */
class TryCommandTest {
  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    out.reset();
    err.reset();
    ProcessContext here =
        new ProcessContext(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            home,
            false,
            StandardCharsets.UTF_8);
    return new CliProgram(
            new AppContext(here, new PracticeOnly(), Catalog.builtIn(), new FailureReport(home)),
            OpenShell::run)
        .run(List.of(args));
  }

  @Test
  void the_list_says_where_each_can_be_shown() {
    assertEquals(0, run("try", "--practice"));
    assertTrue(out.toString().contains("Send the same request to port 80"), out::toString);
    assertEquals(0, run("try", "--practice", "-o", "json"));
    Tree list = Json.read(out.toString()).get("whatIfs");
    assertTrue(list.items().size() >= 20);
    Tree ipv6 =
        list.items().stream()
            .filter(one -> one.get("id").text("").equals("ipv6"))
            .findFirst()
            .get();
    assertEquals("apart", ipv6.get("shown").text(""));
  }

  @Test
  void one_runs_in_practice_without_anything_done_before() {
    assertEquals(0, run("try", "no-policy", "--practice", "--yes"), err::toString);
    assertTrue(out.toString().contains("The prediction came true."), out::toString);
    assertTrue(out.toString().contains("google-tls is restored"), out::toString);
  }

  @Test
  void its_document_holds_the_predicted_way_beside_the_seen_one() {
    assertEquals(0, run("try", "port-80", "--practice", "-o", "json"), err::toString);
    Tree document = Json.read(out.toString());
    assertTrue(document.get("foretold").isTrue());
    assertEquals(0, document.get("exitCode").number(9));
    Tree request = document.get("requests").get(0);
    assertTrue(
        request.get("way").items().stream()
            .anyMatch(one -> one.get("value").text("").equals("0.0.0.0_80")));
    assertTrue(request.get("compared").items().stream().allMatch(one -> one.get("same").isTrue()));
    assertEquals(8, document.at("back.held").items().size());
  }

  @Test
  void what_is_not_there_or_not_allowed_ends_with_its_exit_code() {
    assertEquals(2, run("try", "no-polic", "--practice"));
    assertTrue(err.toString().contains("did you mean no-policy?"), err::toString);
    assertEquals(0, run("try", "back", "--practice"));
    assertEquals(6, run("try", "no-policy", "--context", "prod", "--yes"), err::toString);
  }
}
