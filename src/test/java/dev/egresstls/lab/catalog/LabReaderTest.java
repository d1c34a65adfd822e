package dev.egresstls.lab.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.WhatIf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabReaderTest extends SmallLab {
  @Test
  void a_lab_is_read_for_one_track() throws IOException {
    Lab old = read("old");
    assertEquals(List.of("there"), old.steps().get(0).checks().stream().map(c -> c.id()).toList());
    assertEquals(2, old.steps().get(0).actions().size());
    assertEquals("echo ${only}", old.steps().get(0).byHand());
    assertEquals(2, old.steps().get(1).checks().size());
    Lab current = read("new");
    assertEquals("echo new", current.steps().get(0).byHand());
    assertEquals(1, current.steps().get(0).actions().size());
    assertEquals(1, current.steps().get(1).checks().size());
    assertTrue(current.steps().get(0).actions().get(0) instanceof Action.Apply);
    assertEquals(2, current.numberOf("second"));
  }

  @Test
  void what_ifs_and_questions_are_read_for_one_track() throws IOException {
    WhatIf other = read("old").whatIf("other").orElseThrow();
    assertEquals(6, other.turns().size());
    assertEquals(5, read("new").whatIfs().get(0).turns().size());
    assertTrue(other.meshWide());
    assertEquals("Something else.", other.say());
    assertEquals("once", other.attempts().get(0).says());
    assertEquals("yes", read("old").steps().get(1).predict().orElseThrow().right());
    assertTrue(read("old").whatIf("none").isEmpty());
  }

  @Test
  void prose_ends_where_the_first_section_begins() throws IOException {
    Step first = read("old").steps().get(0);
    assertEquals("Hello ${ns}.\n\n```\n## not-a-section\n```", first.prose());
    assertEquals(List.of("Look."), first.hints());
    assertEquals("More.", read("old").steps().get(1).prose());
  }

  @Test
  void prose_is_read_in_the_readers_language_as_far_as_it_is_there() throws IOException {
    write("lab.yaml", GOOD);
    write("prose/pt/first.md", "Olá ${ns}.\n\n## second\nMais.\n");
    write("prose/pt_BR/first.md", "Oi ${ns}.\n\n## hint-1\n\n");
    Lab lab = readIn(List.of("pt_BR", "pt")).lab().orElseThrow();
    assertEquals("Oi ${ns}.", lab.steps().get(0).prose());
    assertEquals(List.of("Look."), lab.steps().get(0).hints(), "no translation says anything");
    assertEquals("Mais.", lab.steps().get(1).prose());
    assertEquals("Something else.", lab.whatIfs().get(0).say(), "a file that nobody translated");
    assertEquals("More.", readIn(List.of("fr")).lab().orElseThrow().steps().get(1).prose());
    write("prose/pt/first.md", "Olá ${nome}.");
    List<Mistake> mistakes = readIn(List.of("pt")).mistakes();
    assertEquals(1, mistakes.size(), mistakes.toString());
    assertTrue(mistakes.get(0).place().file().endsWith("prose/pt/first.md"), mistakes.toString());
  }

  @Test
  void what_the_file_itself_shows_is_read_in_the_readers_language() throws IOException {
    write("lab.yaml", GOOD);
    write(
        "prose/pt/lab.yaml",
        """
        A small lab: Um pequeno laboratório
        The first step: O primeiro passo
        "${self.metadata.name} is there": "${self.metadata.name} existe"
        What now, ${ns}?: E agora, ${ns}?
        "yes": sim
        once: uma vez
        where: onde
        """);
    Lab lab = readIn(List.of("pt")).lab().orElseThrow();
    Step first = lab.steps().get(0);
    assertEquals("Um pequeno laboratório", lab.title());
    assertEquals("O primeiro passo", first.title());
    assertEquals("${self.metadata.name} existe", first.checks().get(0).says());
    assertEquals("The second step", lab.steps().get(1).title(), "nobody translated it");
    assertEquals("sim", lab.steps().get(1).predict().orElseThrow().right());
    assertEquals("uma vez", lab.whatIfs().get(0).attempts().get(0).says());
    assertEquals("A small lab", readIn(List.of("fr")).lab().orElseThrow().title());
    write("prose/pt/lab.yaml", "What now, ${ns}?: E agora, ${nome}?\n[a]: b\n");
    assertEquals(2, readIn(List.of("pt")).mistakes().size());
  }

  @Test
  void all_mistakes_are_told_at_once_in_the_order_of_the_file() throws IOException {
    String yaml =
        GOOD.replace("minutes: 5", "minutes: 5, hours: 1")
            .replace("needs: [first]", "needs: [frist]")
            .replace("within: 1m", "within: 1h");
    List<String> mistakes = mistakes(yaml);
    assertEquals(3, mistakes.size(), mistakes.toString());
    assertEquals(
        """
        lab.yaml:3:55: unknown field "hours" in the metadata; known fields: id, minutes, title
          metadata: {id: small, title: A small lab, minutes: 5, hours: 1}
                                                                ^""",
        mistakes.get(0));
    Catalog catalog = Catalog.folder(folder);
    Problem problem =
        assertThrows(LabFailure.class, () -> catalog.read(catalog.ids().get(0), Optional.empty()))
            .problem();
    assertEquals(Problem.Kind.USAGE, problem.kind());
    assertTrue(problem.what().endsWith("has 3 errors"), problem.what());
    assertEquals(3, problem.place().orElseThrow().line());
    assertEquals(9, problem.because().orElseThrow().lines().count());
  }

  @Test
  void an_alias_bomb_is_refused_at_its_first_anchor() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
    }
    assertTrue(mistakes(bomb.toString()).get(0).contains("lab.yaml:1:5: anchors are not allowed"));
  }

  @Test
  void a_file_that_is_deep_big_or_empty_is_a_mistake_and_no_crash() throws IOException {
    assertEquals(1, mistakes("[".repeat(20000)).size());
    assertEquals(1, mistakes("a: '" + "x".repeat(2_000_000) + "'").size());
    assertTrue(mistakes("").get(0).contains("the file is empty"));
    assertTrue(mistakes("# nothing\n").get(0).contains("the file is empty"));
    assertTrue(mistakes("a: 1\n---\nb: 1\n").get(0).contains("a lab is one YAML document"));
    assertTrue(mistakes("- a\n").get(0).contains("expected a lab as a mapping"));
    assertTrue(mistakes("a: \u0001\n").get(0).contains("lab.yaml:1"));
    assertTrue(mistakes("a:\n\t- b\n").get(0).contains("indent with spaces"));
    assertTrue(mistakes("tracks: []\nsteps: []\n").toString().contains("at least one track"));
  }

  @Test
  void what_is_not_there_is_answered_with_what_is() {
    Catalog builtIn = Catalog.builtIn();
    assertEquals(List.of(TutorialLab.ID, "service-entry-egress", "egress-gateway"), builtIn.ids());
    Problem lab =
        assertThrows(LabFailure.class, () -> builtIn.read("backend-tls-egres", Optional.empty()))
            .problem();
    assertTrue(lab.what().endsWith("did you mean backend-tls-egress?"), lab.what());
    Problem track =
        assertThrows(LabFailure.class, () -> builtIn.read(TutorialLab.ID, Optional.of("as-writen")))
            .problem();
    assertTrue(track.what().endsWith("did you mean as-written?"), track.what());
    Problem none =
        assertThrows(
                LabFailure.class,
                () -> Catalog.folder(folder.resolve("x")).read("x", Optional.empty()))
            .problem();
    assertTrue(none.what().endsWith(" does not exist"), none.what());
  }

  @Test
  void a_file_that_is_no_text_and_a_link_that_leads_out_are_not_read() throws IOException {
    Files.write(folder.resolve("lab.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Catalog catalog = Catalog.folder(folder);
    assertThrows(LabFailure.class, () -> catalog.read(catalog.ids().get(0), Optional.empty()));
    Path secret = Files.createTempFile("outside", ".md");
    Files.delete(folder.resolve("prose/first.md"));
    Files.createSymbolicLink(folder.resolve("prose/first.md"), secret);
    assertTrue(mistakes(GOOD).toString().contains("does not exist"));
    Files.delete(secret);
  }
}
