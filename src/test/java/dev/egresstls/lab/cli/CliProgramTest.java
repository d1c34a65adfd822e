package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.FailureReport;
import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.house.Words;
import dev.egresstls.lab.shell.OpenShell;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliProgramTest {
  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String input, OutputStream stdout, String... args) {
    ProcessContext here =
        new ProcessContext(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            StandardOutput.on(stdout, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            Map.of("XDG_STATE_HOME", home.resolve("state").toString()),
            home,
            false,
            StandardCharsets.UTF_8);
    AppContext app =
        new AppContext(
            here, new PracticeOnly(), Catalog.builtIn(), new FailureReport(here.state()));
    return new CliProgram(app, OpenShell::run).run(List.of(args));
  }

  private int lab(String... args) {
    return run("", out, args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void run_prints_a_line_a_step_and_exits_with_0_when_all_hold() {
    assertEquals(0, lab("run", "--yes", "--practice"), err());
    assertTrue(out().contains("ok   1 cluster       node kind-control-plane Ready"), out());
    assertTrue(out().lines().toList().get(9).startsWith("8 of 8 hold"), out());
    assertEquals("", err());
  }

  @Test
  void the_other_track_holds_too_and_to_stops_early() {
    assertEquals(0, lab("run", "-y", "--practice", "--track", "current", "--to", "slice"), err());
    assertTrue(out().contains("istiod 1.31.1 available"), out());
    assertTrue(out().contains("6 of 8 hold"), out());
  }

  @Test
  void proof_in_practice_is_one_object_that_agrees() {
    assertEquals(0, lab("proof", "--practice", "-o", "json"), err());
    Tree proof = Json.read(out());
    assertTrue(proof.get("agrees").isTrue(), out());
    assertEquals(proof.get("predicted").get("tls"), proof.get("seen").get("tls"));
    assertEquals("file-root:system", proof.at("seen.tls.ca").text(""));
    assertEquals("same", proof.at("stations[8].result").text(""));
    assertTrue(proof.at("stations[0]").fields().containsKey("evidence"));
    assertTrue(proof.at("report[0]").text("").startsWith("Istio 1.27.9 · Gateway API v1.3.0"));
    assertEquals("", err());
  }

  @Test
  void options_before_the_command_count_as_those_behind_it() {
    assertEquals(1, lab("--practice", "--track", "current", "check"));
    assertTrue(out().lines().findFirst().orElse("").contains("· current ·"), out());
    assertEquals(2, lab("--track", "nope", "check", "--practice"));
  }

  @Test
  void check_names_the_step_the_object_and_the_field_and_exits_with_1() {
    assertEquals(1, lab("check", "--practice"));
    assertTrue(out().contains("FAIL 5 service"), out());
    assertTrue(out().contains("Service default/google-headless  expected to exist"), out());
  }

  @Test
  void a_slip_on_the_command_line_exits_with_2_and_a_hint() {
    assertEquals(2, lab("chekc"));
    assertTrue(err().contains("did you mean check?"), err());
    assertEquals(2, lab("run", "--yes", "--practise"));
    assertTrue(err().contains("did you mean --practice"), err());
    assertEquals(2, lab("run", "--yes", "--practice", "--track", "curent"));
    assertEquals(2, lab("run", "--yes", "--practice", "--var", "hots=a"));
    assertEquals(2, lab("run", "--yes", "--practice", "--context", "x"));
    assertEquals(2, lab("show", "9"));
    assertEquals(2, lab("practice"));
    assertFalse(err().contains("Exception"), err());
  }

  @Test
  void run_without_yes_and_without_a_person_exits_with_2() {
    assertEquals(2, lab("run", "--practice"));
    assertTrue(err().contains("run --yes"), err());
  }

  @Test
  void a_cluster_of_somebodys_own_is_refused_with_6_until_it_is_allowed() {
    assertEquals(6, lab("run", "--yes", "--context", "prod"));
    assertTrue(err().contains("\"prod\" does not look like a throwaway cluster (EKS, 41"), err());
    assertTrue(err().contains("Service google-headless"), err());
    assertEquals(0, lab("run", "--yes", "--context", "prod", "--allow-cluster", "prod"), out());
  }

  @Test
  void json_is_one_object_with_what_the_lines_say() {
    assertEquals(0, lab("run", "--yes", "--practice", "-o", "json"), err());
    Tree run = Json.read(out());
    assertEquals("practice", run.get("mode").text(""));
    assertEquals(8, run.get("held").number(0));
    assertEquals("holds", run.at("steps[5].state").text(""));
    assertEquals("", err());
  }

  @Test
  void json_tells_of_a_refusal_too() {
    assertEquals(6, lab("run", "--yes", "--context", "prod", "-o", "json"));
    Tree run = Json.read(out());
    assertEquals(6, run.get("exitCode").number(0));
    assertTrue(run.at("problem.what").text("").contains("prod"));
  }

  @Test
  void every_field_of_the_json_is_documented_and_none_too_much() throws IOException {
    lab("check", "--context", "prod", "-o", "json");
    Tree red = Json.read(out());
    String document = Files.readString(Path.of("docs/json.md"));
    for (Tree object :
        List.of(
            red,
            red.at("steps[0]"),
            red.at("steps[0].checks[0]"),
            red.at("steps[4].checks[0].gaps[0]"))) {
      assertFalse(object.fields().isEmpty());
      object
          .fields()
          .keySet()
          .forEach(name -> assertTrue(document.contains("| `" + name + "` |"), name));
    }
  }

  @Test
  void lines_from_a_pipe_are_obeyed_and_shown_like_a_session() {
    assertEquals(0, run("next\nstatus\n", out, "--practice"), err());
    assertTrue(out().contains("as-written · practice · 0/8 › next\n  ✓ 1 cluster"), out());
    assertTrue(out().endsWith("as-written · practice · 1/8 › \n"), out());
  }

  @Test
  void a_pipe_that_leaves_a_step_broken_exits_with_1() {
    assertEquals(1, run("check 5\n", out, "--practice"));
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"labs", "show 1", "--help", "--practice", "check --practice -o json"})
  void a_reader_that_has_gone_away_ends_every_command_quietly(String line) {
    assertEquals(141, run("status\n", failing("Broken pipe"), line.split(" ")));
    assertEquals("", err());
  }

  @Test
  void a_reader_that_has_gone_away_ends_the_run_early() {
    assertEquals(141, run("", failing("Broken pipe"), "run", "--yes", "--practice"));
    assertEquals("", err());
  }

  @Test
  void a_disk_that_is_full_is_told_and_not_taken_for_a_success() {
    assertEquals(3, run("", failing("No space left on device"), "labs"));
    assertTrue(err().contains("cannot write the output: No space left on device"), err());
  }

  @Test
  void labs_and_show_need_no_cluster() {
    assertEquals(0, lab("labs"));
    assertTrue(out().startsWith("backend-tls-egress  BackendTLSPolicy for egress"), out());
    assertEquals(0, lab("show", "policy", "--track", "current"));
    assertTrue(out().contains("apiVersion: gateway.networking.k8s.io/v1\n"), out());
  }

  @Test
  void help_lists_the_commands_and_the_exit_codes() {
    assertEquals(0, lab("--help"));
    assertTrue(out().contains("practice") && out().contains("141"), out());
    assertEquals(0, lab("--version"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "check",
        "trace",
        "dns",
        "refresh",
        "why",
        "fix",
        "show",
        "try",
        "ledger",
        "undo",
        "proof",
        "drift",
        "clusters",
        "doctor",
        "labs",
        "practice",
        "practice serve",
        "practice wait",
        "bundle",
        "bundle serve",
        "self-check",
        ""
      })
  void help_uses_the_words_of_the_field(String command) {
    assertEquals(0, lab((command + " --help").strip().split(" ")), err());
    assertTrue(out().contains("--help"), out());
    assertEquals(List.of(), Words.found(command, out().lines()));
  }

  @Test
  void what_nobody_foresaw_is_a_sentence_with_the_details_in_a_file() throws IOException {
    FailureReport failures = new FailureReport(home.resolve("state/egresstls-lab"));
    String because = failures.problem(new IllegalArgumentException("odd")).because().orElseThrow();
    Path log = home.resolve("state/egresstls-lab/errors.log");
    assertTrue(because.contains(log.toString()), because);
    assertTrue(Files.readString(log).contains("ProgramTest"));
  }
}
