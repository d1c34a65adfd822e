package dev.egresstls.lab.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabReaderTest {
  private static final String GOOD =
      """
      apiVersion: egresstls.dev/v1
      kind: Lab
      metadata: {id: small, title: A small lab, minutes: 5}
      tracks:
      - {id: old, title: old, istio: ">=1.26 <1.28", vars: {api: v1alpha3, only: x}}
      - {id: new, title: new, istio: ">=1.28", vars: {api: v1}}
      vars:
        ns: {default: default, kind: namespace, help: where}
      steps:
      - id: first
        title: The first step
        prose: prose/first.md
        do:
        - apply: {file: manifests/one.yaml}
        - {track: old, resolve: {host: "${only}", into: ips}}
        byHand: {old: "echo ${only}", new: "echo new"}
        check:
        - id: there
          says: "${self.metadata.name} is there"
          resource: {apiVersion: v1, kind: Service, namespace: "${ns}", name: one}
          expect:
            spec.clusterIP: None
            spec.ports: {any: {port: 443}}
          within: 5s
        hints: [prose/first.md#hint-1]
      - id: second
        title: The second step
        needs: [first]
        prose: prose/first.md#second
        byHand: look
        check:
        - {id: pod, pod: {namespace: "${ns}", deployment: curl}, expect: {sidecar.present: true}, within: 1m}
        - {id: old-only, track: old, envoySecret: {namespace: a, deployment: b, name: c}, expect: {active: true}, within: 500ms}
      """;

  @TempDir Path folder;

  @BeforeEach
  void a_lab_on_disk() throws IOException {
    write("manifests/one.yaml", "kind: Service\nmetadata: {namespace: ${ns}}\n");
    write(
        "prose/first.md",
        "Hello ${ns}.\n\n```\n## not-a-section\n```\n\n## hint-1\n\nLook.\n\n## second\nMore.\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> mistakes(String yaml) throws IOException {
    write("lab.yaml", yaml);
    return LabReader.read(LabFiles.folder(folder), Optional.empty()).mistakes().stream()
        .map(one -> one.text().replace(folder + "/", ""))
        .toList();
  }

  private Lab read(String track) throws IOException {
    write("lab.yaml", GOOD);
    Catalog catalog = Catalog.folder(folder);
    return catalog.read(catalog.ids().get(0), Optional.of(track));
  }

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
  void prose_ends_where_the_first_section_begins() throws IOException {
    Step first = read("old").steps().get(0);
    assertEquals("Hello ${ns}.\n\n```\n## not-a-section\n```", first.prose());
    assertEquals(List.of("Look."), first.hints());
    assertEquals("More.", read("old").steps().get(1).prose());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          title: The first step    | titel: x                     | 11:3: unknown field "titel" in a step; did you mean title?
          title: The first step    | {                            | not YAML
          title: The first step    | title: 5                     | 11:10: a text should stand here: put it in quotes
          title: The first step    | title: [a]                   | 11:10: a text should stand here, not a list
          title: The first step    | title: !!str x               | 11:10: tags are not allowed in a lab: tag:yaml.org,2002:str
          title: The first step    | title: &a x                  | 11:10: anchors are not allowed in a lab: &a
          title: The first step    | title: *a                    | 11:10: aliases are not allowed in a lab: *a
          title: The first step    | id: other                    | 11:3: the field "id" stands here twice
          title: The first step    | '  title: x'                 | not YAML
          title: The first step    | title: ${nso}                | 11:10: unknown name ${nso}; did you mean ns?
          title: The first step    | title: ${only}               | 11:10: unknown name ${only}; known here: api, ips, istioRange, ns
          title: The first step    | title: ${self.x}             | 11:10: unknown name ${self.x}
          prose/first.md#hint-1    | prose/first.md#hint-7        | the file has no section "## hint-7"
          prose: prose/first.md#   | prose: prose/none.md#        | there is no file prose/none.md
          manifests/one.yaml       | ../../etc/passwd             | a file of the lab is named by its path inside
          manifests/one.yaml       | manifests/two.yaml           | 14:19: there is no file manifests/two.yaml
          within: 5s               | within: soon                 | a time such as 30s, 500ms or 2m should stand here
          track: old, resolve      | track: odl, resolve          | there is no track odl; did you mean old?
          needs: [first]           | needs: [frist]               | no earlier step is called frist; did you mean first?
          needs: [first]           | needs: [second]              | no earlier step is called second
          needs: [first]           | needs: first                 | a list should stand here, not a single value
          id: second               | id: first                    | the id first is taken
          id: second               | id: Second_1                 | an id has lower-case letters, digits and single hyphens
          id: old-only             | id: pod                      | two checks are called pod
          id: old-only             | id: Old                      | an id has lower-case letters, digits and single hyphens: Old
          istio: ">=1.28"          | istio: "1.28"                | is no bound such as >=1.26
          id: new, title           | id: old, title               | the id old is taken
          id: new, title           | id: New, title               | an id has lower-case letters
          kind: namespace          | kind: namspace               | there is no kind of variable namspace; did you mean namespace?
          kind: namespace          | kind: port                   | there are: hostname, namespace, name, text
          default: default         | default: De_fault            | a namespace has lower-case letters
          ns: {default             | api: {default                | a track has a value of this name too
          ns: {default             | n_s: {default                | a name has letters and digits
          {any: {port: 443}}       | [443]                        | say how the list should match: exact, contains, each or any
          {any: {port: 443}}       | {any: {port: 443}, each: x}  | "any" must stand alone
          {any: {port: 443}}       | {}                           | an expectation that is empty proves nothing
          {any: {port: 443}}       | {version: "1.2"}             | is no bound such as >=1.26
          {any: {port: 443}}       | {matches: "("}               | not a regular expression
          {any: {port: 443}}       | {present: yes}               | write true or false, or put yes in quotes
          {any: {port: 443}}       | {contains: 443}              | a list should stand here
          {any: {port: 443}}       | 0x1F                         | write a whole decimal number, or put 0x1F in quotes
          {any: {port: 443}}       | {object: 1}                  | an object's members should stand here
          spec.ports: {any         | 'spec.ports[0: {any'         | no closing bracket in path
          expect: {active: true}   | expect: {}                   | a check that expects nothing proves nothing
          'expect: {active: true},'| ''                           | a check needs a field "expect"
          'envoySecret: {'         | 'secret: {'                  | a check looks at one of: resource, pod
          deployment: curl}        | deployment: curl, x: 1}      | unknown field "x" in the probe pod
          'apply: {file'           | 'run: {file'                 | an action is one of: apply, download
          'new: "echo new"'        | ''                           | byHand says nothing for the track new
          'new: "echo new"'        | 'new: "${only}"'             | unknown name ${only}
          'new: "echo new"'        | 'neww: a, new: b'            | there is no track neww; did you mean new?
          byHand: look             | ''                           | a step needs a field "byHand"
          minutes: 5               | minutes: five                | a whole number should stand here
          kind: Lab                | kind: Laboratory             | 2:7: kind should be Lab
          'steps:'                 | 'Steps:'                     | unknown field "Steps" in a lab; did you mean steps?
          """)
  void each_mistake_is_told_in_its_place(String from, String to, String expected)
      throws IOException {
    assertTrue(GOOD.contains(from), from);
    List<String> mistakes = mistakes(GOOD.replace(from, to));
    assertTrue(mistakes.stream().anyMatch(one -> one.contains(expected)), mistakes.toString());
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
        lab.yaml:3:55: unknown field "hours" in the metadata; it may have: id, minutes, title
          metadata: {id: small, title: A small lab, minutes: 5, hours: 1}
                                                                ^""",
        mistakes.get(0));
    Catalog catalog = Catalog.folder(folder);
    Problem problem =
        assertThrows(LabFailure.class, () -> catalog.read(catalog.ids().get(0), Optional.empty()))
            .problem();
    assertEquals(Problem.Kind.USAGE, problem.kind());
    assertTrue(problem.what().endsWith("has 3 mistakes"), problem.what());
    assertEquals(3, problem.place().orElseThrow().line());
    assertEquals(9, problem.because().orElseThrow().lines().count());
  }

  @Test
  void mistakes_in_other_files_are_told_there() throws IOException {
    write("manifests/one.yaml", "a: 1\nb: ${nss}\n");
    write("prose/first.md", "Hello.\n## hint-1\n## second\n${x}\n");
    assertEquals(
        List.of(
            "there is no text",
            "manifests/one.yaml:2:4: unknown name ${nss}; did you mean ns?",
            "prose/first.md:4:1: unknown name ${x}; known here: api, ips, istioRange, ns"),
        mistakes(GOOD).stream()
            .map(m -> m.lines().findFirst().orElse(""))
            .map(m -> m.contains("there is no text") ? "there is no text" : m)
            .toList());
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
    assertTrue(mistakes("- a\n").get(0).contains("a lab should stand here: a mapping"));
    assertTrue(mistakes("a: \u0001\n").get(0).contains("lab.yaml:1"));
    assertTrue(mistakes("a:\n\t- b\n").get(0).contains("indent with blanks"));
    assertTrue(mistakes("tracks: []\nsteps: []\n").toString().contains("at least one track"));
  }

  @Test
  void what_is_not_there_is_answered_with_what_is() {
    Catalog builtIn = Catalog.builtIn();
    assertEquals(List.of(TutorialLab.ID), builtIn.ids());
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
    assertTrue(none.what().startsWith("there is no file "), none.what());
  }

  @Test
  void a_file_that_is_no_text_and_a_link_that_leads_out_are_not_read() throws IOException {
    Files.write(folder.resolve("lab.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Catalog catalog = Catalog.folder(folder);
    assertThrows(LabFailure.class, () -> catalog.read(catalog.ids().get(0), Optional.empty()));
    Path secret = Files.createTempFile("outside", ".md");
    Files.delete(folder.resolve("prose/first.md"));
    Files.createSymbolicLink(folder.resolve("prose/first.md"), secret);
    assertTrue(mistakes(GOOD).toString().contains("there is no file"));
    Files.delete(secret);
  }
}
