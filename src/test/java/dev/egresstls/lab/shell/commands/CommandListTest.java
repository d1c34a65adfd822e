package dev.egresstls.lab.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.grammar.Splitting;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of commands, and what is made of it. */
class CommandListTest {
  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- commands -->\n";
  private static final String END = "<!-- /commands -->";

  @Test
  void the_readme_lists_what_the_table_holds() throws IOException {
    String readme = Files.readString(README);
    String before = readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length());
    String wanted = before + list() + readme.substring(readme.indexOf(END));
    if (Boolean.getBoolean("update")) {
      Files.writeString(README, wanted);
    }
    assertEquals(
        wanted,
        Files.readString(README),
        "out of date; refresh it with: ./mvnw -q test -Dtest=CommandListTest -Dupdate=true");
  }

  private static String list() {
    return CommandFinder.all().stream()
        .map(
            command ->
                "| "
                    + command.syntax().examples().stream()
                        .map(example -> "`" + example + "`")
                        .collect(Collectors.joining(", "))
                    + " | "
                    + command.help()
                    + " |\n")
        .collect(Collectors.joining("", "| type | to |\n|---|---|\n", ""));
  }

  @Test
  void every_command_has_a_name_of_its_own_and_says_what_it_is() {
    Set<String> names = new HashSet<>();
    for (Command command : CommandFinder.all()) {
      assertTrue(names.add(command.name()), command.name());
      command.aliases().forEach(alias -> assertTrue(names.add(alias), alias));
      assertTrue(command.help().length() <= 62, command.help());
      assertFalse(command.help().endsWith("."), command.help());
      assertTrue(command.more().endsWith("."), command.more());
      command.syntax().flags().forEach(flag -> assertFalse(flag.says().isEmpty()));
      assertEquals(command, CommandFinder.named(command.name()));
    }
  }

  @Test
  void every_example_is_right() {
    for (Command command : CommandFinder.all()) {
      assertFalse(command.syntax().examples().isEmpty(), command.name());
      for (String example : command.syntax().examples()) {
        CommandFinder.Typed typed = CommandFinder.of(example);
        assertEquals(command, typed.command(), example);
        command.syntax().read(typed.argument());
      }
    }
  }

  @Test
  void a_beginning_will_do_that_fits_one_command_only() {
    assertEquals("status", CommandFinder.named("sta").name());
    assertEquals("next", CommandFinder.of("  ").command().name());
    assertEquals("help", CommandFinder.named("?").name());
    assertEquals(
        "\"s\" could be show, status, skip", refused("s").what().replaceAll("skip.*", "skip"));
    assertEquals(List.of("did you mean status?"), refused("sttus").tries());
    assertEquals("undo", CommandFinder.named("u").name());
  }

  private static dev.egresstls.lab.lab.Problem refused(String word) {
    return assertThrows(LabFailure.class, () -> CommandFinder.named(word)).problem();
  }

  private static String refused(String command, String rest) {
    var problem =
        assertThrows(LabFailure.class, () -> CommandFinder.named(command).syntax().read(rest))
            .problem();
    return problem.what() + " / " + String.join(" / ", problem.tries());
  }

  @Test
  void what_is_typed_behind_a_command_is_read_by_its_row() {
    CommandWords get = CommandFinder.named("get").syntax().read("svc/x --namespace=a -oyaml -A");
    assertEquals(List.of("svc", "x"), get.parts());
    assertEquals("a", get.option(Flag.NAMESPACE).get());
    assertEquals("yaml", get.format().get());
    assertTrue(get.has(Flag.ALL));
    assertEquals(
        List.of("a b", "c d", "e f", "C:\\x", "", "g h"),
        Splitting.words("'a b' \"c d\"  e\\ f C:\\x '' 'g h"));
    assertEquals(
        "too many arguments for show [N|production]: 4 / show / show 6", refused("show", "3 4"));
    assertEquals("vars takes no arguments / vars", refused("vars", "x"));
    assertEquals("describe needs a kind and a name", refused("describe", "svc").split(" / ")[0]);
    assertEquals("-n needs a value", refused("get", "svc -n").split(" / ")[0]);
    assertEquals("-A takes no value", refused("get", "svc -A=1").split(" / ")[0]);
    assertTrue(refused("get", "svc --namspace x").contains("did you mean --namespace?"));
    assertTrue(refused("get", "svc -o xml").contains("-o xml is not a format / -o table"));
    assertTrue(refused("proof", "agian").contains("did you mean again?"));
  }

  @Test
  void help_fits_every_width() {
    for (int columns : new int[] {20, 40, 80, 100, 200}) {
      Layout layout = new Layout(Theme.PLAIN, columns);
      layout.rows(Help.all(columns)).forEach(row -> fits(row, columns));
      for (Command command : CommandFinder.all()) {
        layout.rows(Help.one(command, columns)).forEach(row -> fits(row, columns));
      }
    }
  }

  private static void fits(String row, int columns) {
    assertTrue(Columns.of(row) <= columns, row);
  }
}
