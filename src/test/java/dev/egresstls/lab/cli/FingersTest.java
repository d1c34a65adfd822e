package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Tree;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What users of other command lines type without thinking. */
class FingersTest {
  @TempDir Path home;

  private CliSession lab(String... args) {
    return CliSession.run(home, Map.of(), args);
  }

  @Test
  void help_is_the_same_as_the_option_and_names_every_command() {
    assertEquals(lab("run", "--help").out(), lab("help", "run").out());
    String help = lab("help").out();
    assertEquals(lab("--help").out(), help);
    Subcommands.NAMES.forEach(name -> assertTrue(help.contains("  " + name), name));
    assertEquals(2, lab("help", "nope").code());
  }

  @Test
  void every_help_has_two_examples_that_are_right_and_options_in_groups() {
    List<String> commands = new ArrayList<>(Subcommands.NAMES);
    commands.addAll(List.of("practice serve", "practice wait", "bundle serve"));
    List.of("prepare", "check", "watch", "say", "pause", "report", "clean")
        .forEach(name -> commands.add("class " + name));
    for (String command : commands) {
      List<String> examples = Examples.of("egresstls-lab " + command);
      assertEquals(2, examples.size(), command);
      String help = lab((command + " --help").split(" ")).out();
      examples.forEach(example -> assertTrue(help.contains(example), command + ": " + help));
      examples.forEach(this::isRight);
      assertTrue(help.contains("\nOutput:\n"), command);
    }
  }

  /** With --help behind it everything is parsed, and nothing done. */
  private void isRight(String example) {
    String[] args = (command(example) + " --help").split(" ");
    CliSession parsed = lab(args);
    assertEquals(0, parsed.code(), example + ": " + parsed.err());
    assertTrue(parsed.out().startsWith("Usage: "), example);
  }

  /** What goes on until somebody ends it, needs the internet, or a cluster of that name. */
  private static final Pattern NOT_RUN =
      Pattern.compile("^$|--context|--kubeconfig|^logs .*-f$|^(practice|bundle) ");

  private static final Pattern EXIT = Pattern.compile("# exits with (\\d)");

  private static String command(String example) {
    return example.replaceFirst("^egresstls-lab ", "").replaceFirst(" +#.*", "");
  }

  @TestFactory
  Stream<DynamicTest> every_example_ends_in_practice_as_it_says() {
    return Subcommands.NAMES.stream()
        .flatMap(name -> Examples.of("egresstls-lab " + name).stream())
        .filter(example -> !NOT_RUN.matcher(command(example)).find())
        .map(example -> DynamicTest.dynamicTest(example, () -> endsAsItSays(example)));
  }

  private void endsAsItSays(String example) throws Exception {
    Path slice = home.resolve("slice.yaml");
    Files.writeString(
        slice,
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: more, namespace: default}
        addressType: IPv4
        endpoints: []
        ports: []
        """);
    String lab = Files.createTempDirectory(home, "lab").resolve("my-lab").toString();
    if (!example.contains(" new ")) {
      CliSession.run(home, Map.of(), "new", lab);
    }
    String[] args =
        command(example)
            .replace("slice.yaml", slice.toString())
            .replaceFirst("(labs/)?my-lab", lab)
            .split(" ");
    CliSession done = CliSession.run(home, Map.of("EGRESSTLS_PRACTICE", "1"), args);
    Matcher exit = EXIT.matcher(example);
    int code = exit.find() ? Integer.parseInt(exit.group(1)) : 0;
    assertEquals(code, done.code(), () -> example + "\n" + done.out() + done.err());
  }

  @Test
  void each_shared_option_may_come_from_the_environment() {
    Map<String, String> practice = Map.of("EGRESSTLS_PRACTICE", "1", "EGRESSTLS_OUTPUT", "json");
    Tree vars = CliSession.run(home, practice, "vars").json();
    assertEquals("host", vars.at("vars[0].name").text(""));
    String help = lab("check", "--help").out();
    for (String name : List.of("CONTEXT", "TRACK", "VAR", "NO_COLOR", "ALLOW_CLUSTER", "QUIET")) {
      assertTrue(help.contains("[EGRESSTLS_" + name + "]"), help);
    }
  }

  @Test
  void the_place_on_the_command_line_goes_before_the_one_in_the_environment() {
    Map<String, String> elsewhere = Map.of("EGRESSTLS_CONTEXT", "prod");
    assertEquals(0, CliSession.run(home, elsewhere, "vars", "--practice").code());
  }

  @Test
  void a_wrong_value_in_the_environment_is_told_by_its_variable() {
    CliSession wrong = CliSession.run(home, Map.of("EGRESSTLS_COLOR", "purple"), "labs");
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().contains("EGRESSTLS_COLOR"), wrong.err());
  }

  @Test
  void completion_is_a_script_that_the_shell_can_read() throws Exception {
    Path script = home.resolve("completion.bash");
    Files.writeString(script, lab("completion", "bash").out());
    Process bash = new ProcessBuilder("bash", "-n", script.toString()).start();
    assertTrue(bash.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, bash.exitValue());
    assertTrue(lab("completion", "zsh").out().contains("bashcompinit"));
    String fish = lab("completion", "fish").out();
    assertTrue(fish.contains("-a check -d 'Checks every step"), fish);
    assertTrue(fish.lines().allMatch(line -> line.startsWith("complete -c egresstls-lab ")), fish);
    assertFalse(fish.contains("${bundle"), fish);
  }

  /** What bash offers for the last word of a line, by the script. */
  private List<String> offered(Path script, String... words) throws Exception {
    String array = "(" + String.join(" ", words) + " \"\")";
    String asks =
        "source '%s'; COMP_WORDS=%s; COMP_CWORD=%d; _complete_egresstls-lab 2>/dev/null; "
                .formatted(script, array, words.length)
            + "printf '%s\\n' \"${COMPREPLY[@]}\"";
    Process bash = new ProcessBuilder("bash", "-c", asks).start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(bash.waitFor(1, TimeUnit.MINUTES));
    return out.lines().map(String::strip).toList();
  }

  @Test
  void tab_offers_steps_tracks_and_what_ifs() throws Exception {
    Path script = home.resolve("completion.bash");
    Files.writeString(script, lab("completion", "bash").out());
    for (String command : List.of("show", "check", "why", "fix", "undo", "hint", "diff")) {
      assertTrue(offered(script, "egresstls-lab", command).contains("gateway-api"), command);
    }
    assertTrue(offered(script, "egresstls-lab", "try").containsAll(List.of("port-80", "back")));
    assertTrue(offered(script, "egresstls-lab", "track").contains("as-written"));
    assertTrue(offered(script, "egresstls-lab", "run", "--to").contains("slice"));
    assertTrue(offered(script, "egresstls-lab", "run", "--track").contains("current"));
    String fish = lab("completion", "fish").out();
    assertTrue(
        fish.lines()
            .anyMatch(line -> line.contains("from try' -a '") && line.contains(" port-80 ")),
        fish);
    assertTrue(fish.contains("-s f -l filename -r -F"), fish);
  }

  @Test
  void the_man_page_fits_80_columns() {
    lab("help", "--man")
        .out()
        .lines()
        .map(line -> line.replace("\\-", "-").replace("\\e", "\\"))
        .forEach(line -> assertTrue(line.length() <= 73, line));
  }

  @Test
  void the_man_page_has_a_section_for_each_command() {
    String page = lab("help", "--man").out();
    Subcommands.NAMES.forEach(
        name ->
            assertTrue(
                page.contains(
                    ".SH EGRESSTLS\\-LAB "
                        + name.toUpperCase(java.util.Locale.ROOT).replace("-", "\\-")),
                name));
  }

  @Test
  void the_version_as_json_says_what_it_runs_on_and_what_it_knows() {
    Tree version = lab("--version", "-o", "json").json();
    assertEquals(System.getProperty("java.runtime.version"), version.at("java.version").text(""));
    assertTrue(version.at("istio.newest").text("").startsWith("1."), version.toString());
    assertEquals(0, lab("-V").code());
  }

  @Test
  void a_report_for_ci_is_valid_and_tells_failures_from_errors() throws Exception {
    CliSession check = lab("check", "--practice", "-o", "junit");
    assertEquals(1, check.code());
    validate(check.out());
    assertTrue(check.out().contains("<failure "), check.out());
    CliSession nowhere = lab("run", "--yes", "--context", "nowhere", "-o", "junit");
    if (!nowhere.out().isEmpty()) {
      validate(nowhere.out());
      assertTrue(nowhere.out().contains("<error "), nowhere.out());
    }
    CliSession first = lab("run", "--yes", "--practice", "--to", "cluster", "-o", "junit");
    validate(first.out());
    assertTrue(first.out().contains("failures=\"0\" errors=\"0\" skipped=\"7\""), first.out());
  }

  private static void validate(String xml) throws Exception {
    SchemaFactory schemas = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    schemas
        .newSchema(FingersTest.class.getResource("/junit/junit.xsd"))
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
  }

  @Test
  void quiet_says_failures_only() {
    CliSession first = lab("run", "--yes", "--practice", "--to", "cluster", "-q");
    assertEquals("", first.out());
    assertEquals(0, first.code());
    assertTrue(lab("check", "1", "--practice", "-q").out().startsWith("FAIL 1"));
  }
}
