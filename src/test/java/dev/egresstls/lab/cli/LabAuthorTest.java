package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.local.ToolPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an author has: a lab to start from, its mistakes, and the proof that it works. */
class LabAuthorTest {
  private static final Path PAGE = Path.of("docs/writing-labs.md");

  @TempDir Path home;
  private Path folder;

  @BeforeEach
  void a_new_lab() {
    folder = home.resolve("my-lab");
    assertEquals(0, run("new", folder.toString()).code());
  }

  private CliSession run(String... args) {
    return CliSession.run(home, Map.of(), args);
  }

  /** With this process's PATH, where kubectl is. */
  private CliSession prove(String... args) {
    Map<String, String> env = Map.of("PATH", System.getenv().getOrDefault("PATH", ""));
    return CliSession.run(
        home, env, Stream.concat(Stream.of("prove"), Stream.of(args)).toArray(String[]::new));
  }

  private void spoil(String file, String right, String wrong) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertTrue(text.contains(right), right);
    Files.writeString(path, text.replace(right, wrong));
  }

  @Test
  void a_new_lab_has_no_mistakes_and_is_the_one_on_the_page_for_authors() throws IOException {
    CliSession lint = run("lint", folder.toString());
    assertEquals(0, lint.code(), lint.out());
    String text = Files.readString(folder.resolve("lab.yaml"));
    assertTrue(Files.readString(PAGE).contains("```yaml\n" + text + "```\n"), "the page shows it");
    assertTrue(text.lines().count() <= 41, "some 40 lines, as the page says");
  }

  @Test
  void the_schema_is_served() throws IOException {
    assertEquals(Files.readString(Path.of("schema/lab-v1.json")), run("schema").out());
  }

  static Stream<String> labs() {
    return Catalog.builtIn().ids().stream();
  }

  @ParameterizedTest
  @MethodSource("labs")
  void each_lab_that_comes_with_the_program_is_right_and_proved(String id) {
    assertEquals(0, run("lint", "labs/" + id).code(), () -> run("lint", "labs/" + id).out());
    CliSession proof = prove(id, "-o", "json");
    List<Tree> wrong =
        proof.json().get("cases").items().stream()
            .filter(one -> !one.get("good").isTrue())
            .toList();
    assertEquals(List.of(), wrong, proof.err());
    assertEquals(0, proof.code());
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          lab.yaml | title: Install Istio         | titel: Install Istio          | unknown field "titel" in a step
          lab.yaml | needs: [client]              | needs: [clint]                | there is no earlier step clint
          lab.yaml | https://${host}              | https://${hots}               | unknown name ${hots}
          lab.yaml | within: 180s                 | within: 3 min                 | expected a time
          lab.yaml | steps.md#istio               | steps.md#istoi                | has no section
          lab.yaml | manifests/client.yaml}       | manifests/klient.yaml}        | does not exist
          lab.yaml | id: client,                  | name: client,                 | unknown field
          lab.yaml | answer: 2                    | answer: 3                     | answer
          lab.yaml | shownBy: https               | shownBy: tls                  | there is no what-if tls
          lab.yaml | shownBy: https               | why: []                       | nothing shows the answer
          lab.yaml | url: "https://${host}",      | url: "https://${host}", argv: [curl, "http://a"], | not both
          lab.yaml | deployment: client,          | container: x,                 | duplicate
          practice/outside.yaml | 192.0.2.10      | one                           | expected IP addresses
          manifests/client.yaml | ${ns}           | ${namespace}                  | unknown name ${namespace}
          """)
  void lint_finds_a_mistake(String file, String right, String wrong, String says)
      throws IOException {
    spoil(file, right.replace("id: client,", "deployment: client,"), wrong);
    CliSession lint = run("lint", folder.toString());
    assertEquals(1, lint.code(), lint.out());
    assertTrue(lint.out().contains(says), lint.out());
    assertTrue(lint.out().contains(folder.getFileName() + "/" + file + ":"), lint.out());
    assertTrue(lint.out().contains("^"), lint.out());
    assertNotEquals(0, run("prove", folder.toString()).code(), "prove is red, too");
  }

  @Test
  void lint_finds_what_is_wrong_with_a_page() throws IOException {
    Path page = folder.resolve("prose/steps.md");
    String text = Files.readString(page);
    String more =
        "\n## request\n\n```consol\n$ true\n```\n\n```\n$ true\n```text\n```\n\n```\nopen\n";
    Files.writeString(page, text + more);
    String found = run("lint", folder.toString()).out();
    int last = (int) text.lines().count();
    for (String one :
        List.of(
            (last + 2) + ":1: duplicate section \"## request\"",
            (last + 4) + ":1: there is no block of kind consol",
            (last + 8) + ":1: nothing closes this block",
            (last + 13) + ":1: nothing closes this block")) {
      assertTrue(found.contains(page + ":" + one), () -> one + "\n" + found);
    }
  }

  @Test
  void mistakes_are_there_for_programs_too() throws IOException {
    spoil("lab.yaml", "needs: [client]", "needs: [clint]");
    Files.writeString(folder.resolve("prose/forgotten.md"), "text\n");
    String file = folder.resolve("lab.yaml").toString();
    Tree one = run("lint", folder.toString(), "-o", "json").json().get("mistakes").get(0);
    assertEquals(file, one.get("file").text(""));
    Tree sarif = run("lint", folder.toString(), "-o", "sarif").json();
    assertEquals("2.1.0", sarif.get("version").text(""));
    assertEquals(
        one.get("line"),
        sarif.at("runs[0].results[0].locations[0].physicalLocation.region.startLine"));
    String github = run("lint", folder.toString(), "-o", "github").out();
    assertTrue(github.startsWith("::error file=" + file + ",line="), github);
    spoil("lab.yaml", "needs: [clint]", "needs: [client]");
    assertTrue(run("lint", folder.toString()).out().contains("nothing uses this file"));
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lab.yaml | {apiVersion: apps/v1, kind: Deployment, namespace: istio-system, name: istiod}, expect: {status.conditions: {any: {type: Available | {apiVersion: v1, kind: Node}, expect: {status.conditions: {any: {type: Ready | step istio holds before it is done
          lab.yaml | resource: {apiVersion: v1, kind: Node} | resource: {apiVersion: v1, kind: Namespace, name: kube-system} | it cannot fail
          lab.yaml | sidecar.ready: true                    | sidecar.present: false                 | step client
          lab.yaml | httpCode: 200,                         | httpCode: 404,                         | found 200
          lab.yaml | {exit: 0, accessLog.cluster: Pass      | {exit: 6, accessLog.cluster: Pass      | found 0
          manifests/client.yaml | labels: {app: client}}    | labels: {app: client, sidecar.istio.io/inject: "false"}} | sidecar.ready
          """)
  void prove_finds_what_does_not_work(String file, String right, String wrong, String says)
      throws IOException {
    spoil(file, right, wrong);
    if (right.startsWith("resource")) {
      spoil(
          "lab.yaml",
          "status.conditions: {any: {type: Ready, status: \"True\"}}",
          "kind: Namespace");
    }
    spoil("lab.yaml", "within: 180s", "within: 2s");
    assertEquals(
        0, run("lint", folder.toString()).code(), () -> run("lint", folder.toString()).out());
    CliSession proof = run("prove", folder.toString());
    assertEquals(1, proof.code(), proof.out());
    assertTrue(proof.out().contains(says), proof.out());
  }

  /** Each is told in the line of the page where it is. */
  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          client-…   2/2                 ; client-…   1/1                  ; 16:1: quotes "client-…   1/1     Running
          istio-injection=enabled        ; istio-injection=disabled        ; 34:1: after the solution, step client fails: Pod
          apply -f manifests/client.yaml ; apply -f client.yaml            ; 35:1: client.yaml: a file is
          rollout restart deploy/client  ; rollout restart deploy/klient   ; 36:1: kubectl -n ${ns} rollout restart deploy/klient ended with exit code 1
          The client itself              ; ```console\\n$ kubectl get ns\\n```\\nThe client itself ; 26:1: only blocks on the page of a step
          """)
  void prove_finds_a_page_that_is_not_true(String right, String wrong, String says)
      throws IOException {
    assumeTrue(new ToolPath(System.getenv()).executable("kubectl").isPresent(), "no kubectl");
    spoil("prose/steps.md", right, wrong.replace("\\n", "\n"));
    spoil("lab.yaml", "within: 180s", "within: 2s");
    CliSession proof = prove(folder.toString());
    assertEquals(1, proof.code(), proof.out());
    String line = folder.resolve("prose/steps.md") + ":" + says.replace("${ns}", "default");
    assertTrue(proof.out().contains(line), () -> line + "\n" + proof.out());
  }

  @Test
  void a_proof_is_a_report_for_ci_too() {
    String xml = run("prove", folder.toString(), "-o", "junit").out();
    assertTrue(xml.contains("<testsuite name=\"my-lab\" tests=\"19\" failures=\"0\""), xml);
  }
}
