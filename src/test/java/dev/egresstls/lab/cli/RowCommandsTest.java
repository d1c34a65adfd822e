package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.query.QueryRow;
import dev.egresstls.lab.shell.commands.Command;
import dev.egresstls.lab.shell.commands.CommandFinder;
import dev.egresstls.lab.value.Tree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the prompt can look at, the command line can: from the same rows. */
class RowCommandsTest {
  @TempDir Path home;

  private CliSession lab(String... args) {
    return CliSession.run(
        home,
        Map.of(),
        Stream.concat(Stream.of(args), Stream.of("--practice")).toArray(String[]::new));
  }

  @Test
  void every_row_is_a_command() {
    List<String> names = QueryRow.ALL.stream().map(QueryRow::name).toList();
    assertTrue(Subcommands.NAMES.containsAll(names), names.toString());
  }

  /** What needs a session: its position, its end, or the person's own shell. */
  private static final Set<String> OF_A_SESSION =
      Set.of(
          "next",
          "skip",
          "back",
          "goto",
          "!",
          "sh",
          "reset",
          "log",
          "progress",
          "raise",
          "quit",
          "quiz",
          "set",
          "clear",
          "challenge");

  @Test
  void every_command_of_the_prompt_that_needs_no_session_is_on_the_command_line() {
    List<String> missing =
        CommandFinder.all().stream()
            .map(Command::name)
            .filter(name -> !OF_A_SESSION.contains(name) && !Subcommands.NAMES.contains(name))
            .toList();
    assertEquals(List.of(), missing);
  }

  @Test
  void track_lists_the_tracks_and_shows_the_values_of_one() {
    Tree tracks = lab("track", "--track", "current", "-o", "json").json();
    assertEquals("false", tracks.at("tracks[0].chosen").text(""));
    assertEquals("it was chosen", tracks.at("tracks[1].because").text(""));
    Tree one = lab("track", "as-written", "-o", "json").json();
    assertEquals("v1alpha3", one.at("vars.policyVersion").text(""));
    CliSession none = lab("track", "currnt");
    assertEquals(2, none.code());
    assertTrue(none.err().contains("did you mean current?"), none.err());
  }

  @Test
  void status_says_how_every_step_stands() {
    Tree status = lab("status", "-o", "json").json();
    assertEquals(8, status.get("steps").items().size());
    assertEquals("todo", status.at("steps[0].state").text(""));
    assertEquals("1", status.get("at").text(""));
  }

  @Test
  void get_prints_a_table_yaml_or_json_as_kubectl_does() {
    assertTrue(lab("get", "svc").out().contains("google-headless"));
    CliSession yaml = lab("get", "svc", "google-headless", "-o", "yaml");
    assertTrue(yaml.out().startsWith("apiVersion: v1\nkind: Service\n"), yaml.out());
    Tree pods = lab("get", "pods", "-n", "istio-system", "-ojson").json();
    assertEquals("List", pods.get("kind").text(""));
    assertTrue(pods.at("items[0].metadata.name").text("").startsWith("istiod"), pods.toString());
  }

  @Test
  void describe_explain_and_logs_have_documents() {
    Tree described = lab("describe", "svc/google-headless", "-o", "json").json();
    assertEquals("None", described.at("object.spec.clusterIP").text(""));
    Tree field = lab("explain", "backendtlspolicy.spec.validation", "-o", "json").json();
    assertEquals("object", field.get("type").text(""));
    Tree log = lab("logs", "deploy/curl", "-c", "istio-proxy", "--tail=3", "-o", "json").json();
    assertEquals("istio-proxy", log.get("container").text(""));
    assertEquals(3, log.get("lines").items().size());
  }

  @Test
  void hints_are_asked_for_by_their_number() {
    Tree hint = lab("hint", "6", "--nth", "3", "-o", "json").json();
    assertEquals("true", hint.get("solution").text(""));
    assertEquals(2, lab("hint", "6", "--nth", "9").code());
  }

  @Test
  void diff_exits_with_1_if_something_would_change() {
    CliSession diff = lab("diff", "5", "-o", "json");
    assertEquals(1, diff.code(), diff.err());
    assertTrue(diff.json().get("changes").items().size() > 0, diff.out());
  }

  @Test
  void what_cannot_be_meant_is_refused_in_the_words_of_the_prompt() {
    CliSession none = lab("get");
    assertEquals(2, none.code());
    assertTrue(none.err().contains("get needs a kind"), none.err());
    assertEquals(2, lab("get", "pods", "-o", "xml").code());
    CliSession near = lab("get", "podz");
    assertTrue(near.err().contains("did you mean pods"), near.err());
  }

  @Test
  void quiet_leaves_the_exit_code() {
    CliSession quiet = lab("dns", "-q");
    assertEquals("", quiet.out());
    assertEquals(lab("dns").code(), quiet.code());
  }
}
