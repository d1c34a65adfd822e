package dev.egresstls.lab.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a translated bundle does, by one in a language that nobody speaks. */
class TranslationTest {
  private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");

  @TempDir private Path state;

  @Test
  void what_a_translation_lacks_is_said_in_english() {
    ResourceBundle texts = Messages.in(new Locale("qx"));
    assertEquals("{0} ōf {1} hōld", texts.getString("render.count.held"));
    assertEquals("Usage:", texts.getString("cli.help.usage"));
    ResourceBundle unknown = Messages.in(new Locale("qy"));
    assertEquals("{0} of {1} hold", unknown.getString("render.count.held"));
  }

  @Test
  void a_process_speaks_the_language_that_it_is_told() throws Exception {
    String help = said("--help");
    assertTrue(help.contains("Cōmmānds:"), help);
    assertTrue(help.contains("Dōēs āll stēps, chēcks ēāch, ānd stōps āt thē fīrst"), help);
    assertTrue(help.contains("Usage: egresstls-lab "), help);
    assertTrue(help.contains("Lists the labs."), help);
    String labs = said("labs");
    assertTrue(labs.contains("8 stēps  trācks as-written, current"), labs);
    String step = said("show", "policy");
    assertTrue(
        step.contains("Thē pōlīcy tēlls thē sīdēcār tō spēāk TLS wīth www.google.com."), step);
    assertTrue(step.contains("kubectl"), step);
  }

  /** What the program prints in a JVM of its own. */
  private String said(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=qx",
                "-Dstdout.encoding=UTF-8",
                "-Dsun.stdout.encoding=UTF-8",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.egresstls.lab.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
    program.environment().put("XDG_STATE_HOME", state.toString());
    Process process = program.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  @Test
  void a_translation_fills_in_the_same_values() throws IOException {
    Properties english = read(bundles("src/main/resources", "messages.properties").get(0));
    List<Path> translations = bundles("src/main/resources", "messages_.*\\.properties");
    translations.addAll(bundles("src/test/resources", "messages_.*\\.properties"));
    assertFalse(translations.isEmpty(), "nothing is compared");
    List<String> wrong = new ArrayList<>();
    for (Path file : translations) {
      Properties texts = read(file);
      for (String key : texts.stringPropertyNames()) {
        String original = english.getProperty(key);
        if (original == null) {
          wrong.add(file.getFileName() + ": no such text: " + key);
        } else if (!places(original).equals(places(texts.getProperty(key)))) {
          wrong.add(file.getFileName() + ": " + key + " must fill in " + places(original));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** picocli fills these texts in once more, by rules of its own. */
  @Test
  void a_text_of_help_has_nothing_that_picocli_would_fill_in() throws IOException {
    List<String> keys = Saying.helpKeys();
    assertFalse(keys.isEmpty(), "no text of --help was found");
    List<Path> all = bundles("src/main/resources", "messages.*\\.properties");
    List<String> wrong = new ArrayList<>();
    for (Path file : all) {
      Properties texts = read(file);
      for (String key : keys) {
        String text = texts.getProperty(key, "");
        if (text.contains("%") || text.contains("${") || text.contains("@|")) {
          wrong.add(file.getFileName() + ": " + key + ": " + text);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static List<Path> bundles(String root, String name) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(root, "dev/egresstls/lab/message"))) {
      return new ArrayList<>(
          files.filter(file -> file.getFileName().toString().matches(name)).sorted().toList());
    }
  }

  private static Properties read(Path file) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    }
    return texts;
  }

  private static TreeSet<String> places(String text) {
    TreeSet<String> places = new TreeSet<>();
    PLACE.matcher(text).results().forEach(one -> places.add(one.group()));
    return places;
  }
}
