package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.cli.open.ActualWorlds;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a class and a bug report begin with, on the command line. */
class BundleAndSelfCheckTest {
  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int lab(Map<String, String> env, String... args) {
    ProcessContext here =
        new ProcessContext(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            env,
            home,
            false,
            StandardCharsets.UTF_8);
    AppContext app =
        new AppContext(
            here, new ActualWorlds(env, home), Catalog.builtIn(), new FailureReport(here.state()));
    return new CliProgram(app).run(List.of(args));
  }

  private Tree selfCheck(Map<String, String> env, String... before) {
    out.reset();
    List<String> args = new java.util.ArrayList<>(List.of(before));
    args.addAll(List.of("self-check", "-o", "json"));
    assertEquals(0, lab(env, args.toArray(String[]::new)), err.toString(StandardCharsets.UTF_8));
    return Json.read(out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void self_check_tells_what_a_bug_report_needs_and_no_secret() {
    Map<String, String> env =
        Map.of(
            "HTTPS_PROXY", "http://user:hunter2@proxy.corp:3128",
            "XDG_STATE_HOME", home.resolve("state").toString(),
            "TERM", "xterm");
    Tree found = selfCheck(env);
    assertEquals("0.1.0", found.at("program.version").text(""));
    assertEquals("UTF-8", found.at("terminal.encoding").text(""));
    assertEquals("http://***@proxy.corp:3128", found.at("network.downloads").text(""));
    assertEquals(home.resolve("state/egresstls-lab").toString(), found.at("files.state").text(""));
    assertTrue(found.at("files.stateWritable").isTrue());
    assertTrue(found.at("jbang.runs").text("").endsWith("dist/egresstls-lab.jar"));
    assertEquals(0, lab(env, "self-check"));
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("hunter2"));
    assertTrue(out.toString(StandardCharsets.UTF_8).lines().count() < 80, "one screen, twice");
  }

  @Test
  void every_field_of_self_check_is_documented() throws IOException {
    String document = Files.readString(Path.of("docs/json.md"));
    selfCheck(Map.of())
        .fields()
        .forEach(
            (group, values) ->
                values
                    .fields()
                    .keySet()
                    .forEach(
                        name ->
                            assertTrue(document.contains("`" + group + "." + name + "`"), name)));
  }

  @Test
  void a_mirror_before_any_command_is_taken_and_the_last_one_counts() {
    String room = "http://room:8080/";
    assertEquals(room, selfCheck(Map.of(), "--mirror", room).at("network.mirror").text(""));
    assertEquals(
        room,
        selfCheck(Map.of(), "--mirror", "http://other/", "--mirror=" + room)
            .at("network.mirror")
            .text(""));
    assertEquals(0, lab(Map.of(), "--mirror", room, "labs"));
    assertEquals(0, lab(Map.of(), "--mirror", room, "--version"));
    assertTrue(out.toString(StandardCharsets.UTF_8).endsWith("egresstls-lab 0.1.0\n"));
    assertEquals(2, lab(Map.of(), "--mirror", "ftp://room/", "labs"));
    assertEquals(2, lab(Map.of(), "check", "--mirror"));
    assertFalse(err.toString(StandardCharsets.UTF_8).contains("Exception"));
  }

  @Test
  void the_arguments_of_most_sessions_mean_what_picocli_reads_from_them() {
    for (List<String> args :
        List.of(
            List.<String>of(),
            List.of("--practice"),
            List.of("--practice", "--track", "current"))) {
      assertEquals(Arguments.choice(args), PromptArguments.choice(args).orElseThrow());
    }
    assertTrue(PromptArguments.choice(List.of("--practice", "--kind")).isEmpty());
    assertTrue(PromptArguments.choice(List.of("--practice", "--track", "--kind")).isEmpty());
  }

  @Test
  void slips_end_with_2_or_3_and_a_next_step() {
    assertEquals(2, lab(Map.of(), "bundle"));
    assertEquals(2, lab(Map.of(), "bundle", "serve", home.toString(), "--listen", "99999"));
    assertEquals(2, lab(Map.of(), "bundle", home.toString(), "--url", "ftp://room"));
    assertEquals(3, lab(Map.of(), "bundle", "serve", home.toString()));
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("is not a bundle: it has no SHA256SUMS"), said);
    assertTrue(said.contains("try   egresstls-lab bundle"), said);
    assertFalse(said.contains("Exception"), said);
  }
}
