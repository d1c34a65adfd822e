package dev.egresstls.lab.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.explain.causes.KnownCauses;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of causes, and the document that is written from it. */
class CauseBookTest {
  private static final Path BOOK = Path.of("docs/causes.md");
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("dev.egresstls.lab.message.messages", Locale.ROOT);

  private static CauseBook book() {
    Lab lab = TutorialLab.of("as-written");
    return new CauseBook(lab, Vars.of(lab, Map.of()));
  }

  @Test
  void the_document_says_what_the_table_says() throws IOException {
    String book = String.join("\n", book().lines()) + "\n";
    if (Boolean.getBoolean("update")) {
      Files.writeString(BOOK, book);
    }
    assertEquals(
        book,
        Files.readString(BOOK),
        "out of date; update it with: ./mvnw -q test -Dtest=CauseBookTest -Dupdate=true");
  }

  @Test
  void each_cause_has_an_id_of_its_own_that_a_link_can_name() {
    Set<String> ids = new HashSet<>();
    for (Row row : KnownCauses.ALL) {
      assertTrue(ids.add(row.id()), row.id());
      assertTrue(row.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), row.id());
      assertTrue(book().lines().contains("## " + row.id()), row.id());
    }
    assertTrue(ids.size() >= 25, ids.toString());
  }

  @Test
  void each_cause_is_one_sentence_and_has_a_way_out() {
    for (Row row : KnownCauses.ALL) {
      assertTrue(!row.because().endsWith(".") && !row.because().contains(". "), row.because());
      assertTrue(row.remedy().redo().isPresent() || !row.remedy().byHand().isEmpty(), row.id());
      assertEquals(List.of(), List.of(row.fix()).stream().filter(String::isBlank).toList());
    }
  }

  @Test
  void the_bundle_has_texts_for_these_causes_and_for_no_others() {
    Set<String> wanted = new TreeSet<>();
    for (Row row : KnownCauses.ALL) {
      String key = "explain.cause." + row.id();
      wanted.addAll(List.of(key + ".because", key + ".recognised", key + ".fix"));
      if (row.releases().isPresent()) {
        wanted.add("explain.releases." + row.id());
      }
    }
    for (Topic topic : Topic.values()) {
      wanted.add("explain.topic." + topic.name());
    }
    Set<String> texts = new TreeSet<>(BUNDLE.keySet());
    texts.removeIf(
        key ->
            !key.startsWith("explain.cause.")
                && !key.startsWith("explain.releases.")
                && !key.startsWith("explain.topic."));
    assertEquals(wanted, texts);
  }
}
