package dev.egresstls.lab.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundle and what the sources ask it for are the same. */
class MessagesTest {
  private static final Path BUNDLE =
      Path.of("src/main/resources/dev/egresstls/lab/message/messages.properties");

  private static final Properties TEXTS = new Properties();
  private static final List<Saying> SAYINGS = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    try (Reader reader = Files.newBufferedReader(BUNDLE)) {
      TEXTS.load(reader);
    }
    SAYINGS.addAll(Saying.inAllSources());
    assertFalse(SAYINGS.isEmpty(), "nothing is said: run from the project's folder");
  }

  @Test
  void the_quick_reading_of_the_bundle_says_what_properties_say() {
    ResourceBundle quick = Messages.in(Locale.UK);
    assertEquals(TEXTS.stringPropertyNames(), quick.keySet());
    TEXTS.forEach((key, text) -> assertEquals(text, quick.getString((String) key)));
  }

  @Test
  void every_key_that_is_said_has_a_text_with_as_many_places() {
    List<String> wrong = new ArrayList<>();
    for (Saying saying : SAYINGS) {
      for (String key : saying.keys()) {
        String text = TEXTS.getProperty(key);
        if (text == null) {
          wrong.add(saying.file() + ": no text for " + key);
        } else if (saying.values() != places(text)) {
          wrong.add(
              saying.file()
                  + ": "
                  + key
                  + " has "
                  + places(text)
                  + " places, not "
                  + saying.values());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** Whether the keys exist, tests of those rooms say. */
  @Test
  void no_text_of_a_composed_key_has_more_places_than_values() {
    List<String> wrong = new ArrayList<>();
    for (Saying saying : SAYINGS) {
      for (String key : TEXTS.stringPropertyNames()) {
        if (saying.composes(key) && places(TEXTS.getProperty(key)) > saying.values()) {
          wrong.add(saying.file() + ": " + key + " has more places than " + saying.values());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static int places(String text) {
    int places = 0;
    for (int i = 0; i < 10; i++) {
      places = text.contains("{" + i + "}") ? i + 1 : places;
    }
    return places;
  }

  @Test
  void every_text_is_said_somewhere() {
    TreeSet<String> unsaid = new TreeSet<>(TEXTS.stringPropertyNames());
    SAYINGS.forEach(saying -> unsaid.removeAll(saying.keys()));
    SAYINGS.forEach(saying -> unsaid.removeIf(saying::composes));
    assertEquals(List.of(), List.copyOf(unsaid), "texts that nothing says");
  }

  @Test
  void a_key_stands_once_in_the_bundle() throws IOException {
    Map<String, Integer> seen = new HashMap<>();
    for (String line : Files.readAllLines(BUNDLE)) {
      if (!line.startsWith("#") && !line.startsWith(" ") && line.contains("=")) {
        seen.merge(line.substring(0, line.indexOf('=')).strip(), 1, Integer::sum);
      }
    }
    seen.values().removeIf(times -> times == 1);
    assertEquals(Map.of(), seen, "keys that stand more than once");
  }

  @Test
  void values_are_filled_in_as_they_are() {
    String key = "render.count.held";
    assertEquals("3 of 8 hold", Messages.say(key, 3, 8));
    assertEquals("{1} of '$x' hold", Messages.say(key, "{1}", "'$x'"), "a value is no text");
    assertTrue(Messages.say(key).contains("{0}"), "nothing to fill in");
    assertEquals("a or b or c", Messages.either(List.of("a", "b", "c")));
    assertThrows(MissingResourceException.class, () -> Messages.say("no.such.key"));
  }
}
