package dev.egresstls.lab.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Prose;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reports of documents whose values are meant to do harm. */
class ReportTest {
  private static final String MARKUP =
      "</td></table><script>alert(1)</script><img src=x onerror='a()'> & \"q\" ]]> <!-- `a` | *b* [c](d)";
  private static final String CONTROL = "a\u001b[31mred\u001b]0;title\u0007\u0000\u202eb\n\r# c";
  private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2VjcmV0";

  @TempDir Path state;

  private static Tree hostile() {
    return Tree.object(
        "lab", Tree.object("id", "x", "title", MARKUP),
        "where", CONTROL,
        "versions", "Authorization: Bearer " + TOKEN,
        "steps",
            List.of(
                Tree.object(
                    "number",
                    1,
                    "title",
                    MARKUP,
                    "state",
                    "holds",
                    "milliseconds",
                    61000,
                    "labMilliseconds",
                    200,
                    "hints",
                    2,
                    "observed",
                    CONTROL + " password=hunter22")),
        "predictions",
            List.of(
                Tree.object(
                    "about",
                    "1",
                    "question",
                    MARKUP,
                    "own",
                    "x",
                    "answer",
                    MARKUP,
                    "right",
                    false,
                    "observed",
                    "-----BEGIN PRIVATE KEY-----"),
                Tree.object("about", "8", "question", "open?", "own", "y")),
        "whatIfs", List.of(Tree.object("id", MARKUP, "title", "t", "asPredicted", true)),
        "quiz", List.of(Tree.object("question", "q", "right", true, "evidence", MARKUP)),
        "challenges",
            List.of(
                Tree.object(
                    "title",
                    MARKUP,
                    "level",
                    "easy",
                    "seed",
                    7,
                    "solved",
                    true,
                    "milliseconds",
                    5000,
                    "hints",
                    1,
                    "looks",
                    9)));
  }

  /** The file is read as XML, which forgives nothing. */
  private static Document parsed(String html) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return builder.parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void html_is_one_whole_file_in_which_values_are_only_text() throws Exception {
    Document page = parsed(ReportFormat.HTML.text(ReportStore.safe(hostile())));
    Set<String> elements = new TreeSet<>();
    Set<String> attributes = new TreeSet<>();
    NodeList all = page.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element one = (Element) all.item(i);
      elements.add(one.getTagName());
      for (int k = 0; k < one.getAttributes().getLength(); k++) {
        attributes.add(one.getAttributes().item(k).getNodeName());
      }
    }
    assertEquals(
        Set.of(
            "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "div", "table",
            "thead", "tbody", "tr", "th", "td", "code"),
        elements);
    assertEquals(
        Set.of("charset", "class", "content", "http-equiv", "lang", "name", "scope"), attributes);
    assertEquals(List.of("Report: " + MARKUP), texts(page, "h1"));
    assertEquals(
        List.of("Steps", "Predictions", "What-ifs", "Quiz", "Challenges"), texts(page, "h2"));
    List<String> cells = texts(page, "td");
    assertTrue(cells.contains("1 " + MARKUP), cells.toString());
    assertTrue(cells.contains("1 m 01 s"), cells.toString());
    assertTrue(cells.contains("easy, --seed 7"), cells.toString());
    assertTrue(cells.contains("aredb # c"), cells.toString());
    assertFalse(texts(page, "style").get(0).contains("url("), "nothing is loaded");
  }

  @Test
  void neither_secrets_nor_control_characters_are_in_any_format() {
    Tree safe = ReportStore.safe(hostile());
    for (ReportFormat format : ReportFormat.values()) {
      String text = format.text(safe);
      for (String secret : List.of(TOKEN, "hunter22", "BEGIN PRIVATE")) {
        assertFalse(text.contains(secret), text);
      }
      assertTrue(
          text.chars().noneMatch(c -> c < ' ' && c != '\n' || c == 0x202e || c == 0x9b), text);
      assertTrue(text.endsWith("\n"));
    }
  }

  @Test
  void markdown_shows_the_values_as_they_are_at_any_width() {
    String markdown = ReportFormat.MD.text(ReportStore.safe(hostile()));
    String shown = shown(markdown, 2000);
    assertTrue(shown.contains("Report: " + MARKUP), shown);
    assertTrue(shown.contains("✓ solved") && shown.contains("✗ wrong"), shown);
    assertEquals(2, Stream.of(shown.split("1 <|1 </td>", -1)).count(), shown);
    assertTrue(shown(markdown, 40).replaceAll("\\s+", " ").contains("wrong"));
  }

  private static String shown(String markdown, int columns) {
    return String.join(
        "\n", new Layout(Theme.PLAIN, columns).rows(Prose.lines(markdown, 2, columns)));
  }

  @Test
  void the_last_report_is_read_and_only_the_last_ones_are_kept() throws IOException {
    ReportStore store = ReportStore.in(state);
    assertTrue(assertThrows(LabFailure.class, store::last).problem().what().contains("no session"));
    for (int i = 0; i < 25; i++) {
      String name = ReportStore.name(Instant.ofEpochSecond(1_000_000L + i), "practice");
      store.keep(name, Tree.object("program", "no " + i));
      store.write(name, Tree.object("program", "no " + i), ReportFormat.HTML);
    }
    Files.writeString(state.resolve("reports/notes.json"), "mine");
    assertEquals("no 24", store.last().get("program").text(""));
    try (Stream<Path> files = Files.list(state.resolve("reports"))) {
      List<Path> all = files.toList();
      assertEquals(2 * 20 + 1, all.size());
      Path one = all.stream().filter(file -> file.toString().endsWith(".html")).findAny().get();
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(one)));
    }
    String last = ReportStore.name(Instant.ofEpochSecond(2_000_000L), "practice");
    Files.writeString(state.resolve("reports/" + last + ".json"), "{\"steps\": [");
    assertThrows(LabFailure.class, store::last);
    Files.writeString(state.resolve("reports/" + last + ".json"), "{\"steps\": 5, \"quiz\": {}}");
    for (ReportFormat format : ReportFormat.values()) {
      assertFalse(format.text(store.last()).isEmpty(), "whatever stands in it");
    }
    assertEquals(Json.read("{\"steps\": 5, \"quiz\": {}}"), store.last());
  }
}
