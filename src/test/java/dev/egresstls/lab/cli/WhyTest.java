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

/** {@code why} and {@code fix} without a person. */
class WhyTest {
  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int lab(String... args) {
    ProcessContext here =
        new ProcessContext(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("XDG_STATE_HOME", home.resolve("state").toString()),
            home,
            false,
            StandardCharsets.UTF_8);
    AppContext app =
        new AppContext(
            here, new PracticeOnly(), Catalog.builtIn(), new FailureReport(here.state()));
    return new CliProgram(app, OpenShell::run).run(List.of(args));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void why_names_the_first_red_step_s_cause_and_exits_with_1() {
    assertEquals(1, lab("why", "--practice"), err());
    assertTrue(out().contains("The cluster has no node yet"), out());
    assertTrue(out().contains("where  any Node  expected to exist, found nothing"), out());
    assertTrue(out().contains("explain cause cluster-missing"), out());
  }

  @Test
  void why_as_json_has_ids_evidence_and_the_way_out() {
    assertEquals(1, lab("why", "slice", "-o", "json", "--practice"), err());
    Tree document = Json.read(out());
    assertEquals("slice", document.get("step").text(""));
    assertEquals(6, document.get("number").number(0));
    assertTrue(document.get("holds").isPresent() && !document.get("holds").isTrue());
    Tree first = document.at("causes[0]");
    assertEquals("cluster-missing", first.get("id").text(""));
    assertEquals("any Node", first.at("seen[0].subject").text(""));
    assertEquals("kind create cluster", first.get("byHand").text(""));
    assertEquals("slice-missing", document.at("causes[1].id").text(""));
    assertEquals("cluster-missing", document.at("checks[0].cause.id").text(""));
  }

  @Test
  void check_as_json_names_the_cause_of_a_red_check() {
    assertEquals(1, lab("check", "policy", "-o", "json", "--practice"), err());
    Tree check = Json.read(out()).at("steps[6].checks[0]");
    assertEquals("cluster-missing", check.at("cause.id").text(""));
    assertTrue(Json.read(out()).at("steps[0].checks[0].cause").isMissing());
  }

  @Test
  void fix_does_what_why_says_and_looks_again() {
    assertEquals(0, lab("fix", "--yes", "--practice"), err());
    assertTrue(out().contains("fix    `fix` creates the cluster"), out());
    assertTrue(out().contains("ok   1 cluster       node kind-control-plane Ready"), out());
  }

  @Test
  void fix_changes_nothing_without_a_word_and_no_cluster_of_somebodys_own() {
    assertEquals(2, lab("fix", "--practice"));
    assertTrue(err().contains("fix --practice --yes"), err());
    assertEquals(6, lab("fix", "--yes", "--context", "prod"));
    assertTrue(err().contains("does not look like a throwaway cluster"), err());
    assertEquals(2, lab("why", "nowhere", "--practice"));
  }
}
