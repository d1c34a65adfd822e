package dev.egresstls.lab.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema that editors use says the same as the reader. */
class SchemaTest {
  private static final Pattern MAY_HAVE = Pattern.compile("known fields: (.*)");

  private static final Pattern NEEDS = Pattern.compile("needs a field \"([^\"]+)\"");

  private static final String SUBJECT =
      "subject: {namespace: a, client: {deployment: b}, url: 'http://c'}\n";

  private static final String NAMESPACE = "vars: {ns: {default: a, kind: namespace, help: a}}\n";

  private static final String HOSTS = "hosts: [{xyzzyxyzzy: 1, answer: {xyzzyxyzzy: 1}}]\n";

  @TempDir Path folder;

  private static Tree schema() throws IOException {
    return Json.read(Files.readString(Path.of("schema/lab-v1.json")));
  }

  /** The fields and required fields that the reader knows of a mapping with only a wrong field. */
  private String mistakes(String lab) throws IOException {
    Files.writeString(folder.resolve("lab.yaml"), lab);
    StringBuilder all = new StringBuilder();
    LabReader.read(LabFiles.folder(folder), Optional.empty())
        .mistakes()
        .forEach(one -> all.append(one.what()).append('\n'));
    return all.toString();
  }

  private static Set<String> known(String mistakes, String what) {
    Set<String> known = new TreeSet<>();
    mistakes
        .lines()
        .filter(line -> line.contains("in " + what + ";"))
        .forEach(
            line -> {
              Matcher matcher = MAY_HAVE.matcher(line);
              assertTrue(matcher.find(), line);
              known.addAll(Arrays.asList(matcher.group(1).split(", ")));
            });
    return known;
  }

  private static Set<String> needed(String mistakes, String what) {
    Set<String> needed = new TreeSet<>();
    mistakes
        .lines()
        .filter(line -> line.startsWith(what + " needs"))
        .forEach(
            line -> {
              Matcher matcher = NEEDS.matcher(line);
              assertTrue(matcher.find(), line);
              needed.add(matcher.group(1));
            });
    return needed;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          definitions.track                  | a track                  | tracks: [{xyzzyxyzzy: 1}]
          definitions.variable               | a variable               | vars: {a: {xyzzyxyzzy: 1}}
          definitions.step                   | a step                   | steps: [{xyzzyxyzzy: 1}]
          definitions.action                 | an action                | steps: [{do: [{xyzzyxyzzy: 1}]}]
          definitions.action-apply           | the action apply         | steps: [{do: [{apply: {xyzzyxyzzy: 1}}]}]
          definitions.action-download        | the action download      | steps: [{do: [{download: {xyzzyxyzzy: 1}}]}]
          definitions.action-label           | the action label         | steps: [{do: [{label: {xyzzyxyzzy: 1}}]}]
          definitions.action-restart         | the action restart       | steps: [{do: [{restart: {xyzzyxyzzy: 1}}]}]
          definitions.action-tool            | the action tool          | steps: [{do: [{tool: {xyzzyxyzzy: 1}}]}]
          definitions.action-resolve         | the action resolve       | steps: [{do: [{resolve: {xyzzyxyzzy: 1}}]}]
          definitions.action-endpointSlice   | the action endpointSlice | steps: [{do: [{endpointSlice: {xyzzyxyzzy: 1}}]}]
          definitions.action-request         | the action request       | steps: [{do: [{request: {xyzzyxyzzy: 1}}]}]
          definitions.check                  | a check                  | steps: [{check: [{xyzzyxyzzy: 1}]}]
          definitions.probe-resource         | the probe resource       | steps: [{check: [{resource: {xyzzyxyzzy: 1}}]}]
          definitions.probe-pod              | the probe pod            | steps: [{check: [{pod: {xyzzyxyzzy: 1}}]}]
          definitions.probe-envoyCluster     | the probe envoyCluster   | steps: [{check: [{envoyCluster: {xyzzyxyzzy: 1}}]}]
          definitions.probe-envoyListeners   | the probe envoyListeners | steps: [{check: [{envoyListeners: {xyzzyxyzzy: 1}}]}]
          definitions.probe-envoySecret      | the probe envoySecret    | steps: [{check: [{envoySecret: {xyzzyxyzzy: 1}}]}]
          definitions.probe-request          | the probe request        | steps: [{check: [{request: {xyzzyxyzzy: 1}}]}]
          definitions.question               | a question               | steps: [{predict: {xyzzyxyzzy: 1}}]
          definitions.option                 | an option              | steps: [{predict: {options: [{xyzzyxyzzy: 1}]}}]
          definitions.what-if                | a what-if                | steps: [{whatIf: [{xyzzyxyzzy: 1}]}]
          definitions.fault                  | a fault                  | faults: [{xyzzyxyzzy: 1}]
          definitions.requires               | what a what-if requires  | steps: [{whatIf: [{requires: {xyzzyxyzzy: 1}}]}]
          definitions.change                 | a change                 | steps: [{whatIf: [{do: [{xyzzyxyzzy: 1}]}]}]
          definitions.change-apply           | the change apply         | steps: [{whatIf: [{do: [{apply: {xyzzyxyzzy: 1}}]}]}]
          definitions.change-delete          | the change delete        | steps: [{whatIf: [{do: [{delete: {xyzzyxyzzy: 1}}]}]}]
          definitions.change-patch           | the change patch         | steps: [{whatIf: [{do: [{patch: {xyzzyxyzzy: 1}}]}]}]
          definitions.change-copy            | the change copy          | steps: [{whatIf: [{do: [{copy: {xyzzyxyzzy: 1}}]}]}]
          definitions.change-meshConfig      | the change meshConfig    | steps: [{whatIf: [{do: [{meshConfig: {xyzzyxyzzy: 1}}]}]}]
          definitions.change-istiodEnv       | the change istiodEnv     | steps: [{whatIf: [{do: [{istiodEnv: {xyzzyxyzzy: 1}}]}]}]
          definitions.what-if-request        | a request                | steps: [{whatIf: [{requests: [{xyzzyxyzzy: 1}]}]}]
          definitions.path                   | a path                   | paths: [{xyzzyxyzzy: 1}]
          definitions.production             | what is for production   | production: {xyzzyxyzzy: 1}
          definitions.topic                  | a topic                  | production: {topics: [{xyzzyxyzzy: 1}]}
          definitions.quiz-question          | a question of the quiz   | quiz: [{xyzzyxyzzy: 1}]
          definitions.evidence               | the evidence             | quiz: [{evidence: {xyzzyxyzzy: 1}}]
          definitions.subject                | the subject              | subject: {xyzzyxyzzy: 1}
          definitions.client                 | the client               | subject: {client: {xyzzyxyzzy: 1}}
          definitions.gateway                | the gateway              | subject: {gateway: {xyzzyxyzzy: 1}}
          definitions.object                 | an object                | objects: [{xyzzyxyzzy: 1}]
          definitions.cause                  | a cause                  | causes: [{xyzzyxyzzy: 1}]
          definitions.predicate              | what is so               | causes: [{when: [{xyzzyxyzzy: 1}]}]
          definitions.outside                | the world outside        | practice: outside.yaml
          definitions.host                   | a host                   | practice: hosts.yaml
          definitions.answer                 | an answer                | practice: hosts.yaml
          properties.metadata                | the metadata             | metadata: {xyzzyxyzzy: 1}
          """)
  void the_schema_and_the_reader_know_the_same_fields(String path, String what, String yaml)
      throws IOException {
    String tracks = yaml.startsWith("tracks") ? "" : "tracks: [{id: a, title: a, istio: '>=1'}]\n";
    String subject = yaml.startsWith("subject") ? NAMESPACE : SUBJECT;
    Files.writeString(folder.resolve("outside.yaml"), "xyzzyxyzzy: 1\n");
    Files.writeString(folder.resolve("hosts.yaml"), HOSTS);
    String mistakes = mistakes(tracks + subject + yaml + "\n");
    Tree definition = schema().at(path);
    assertEquals(
        new TreeSet<>(definition.get("properties").fields().keySet()), known(mistakes, what));
    assertEquals(new TreeSet<>(definition.get("required").texts()), needed(mistakes, what));
  }

  @Test
  void the_top_of_a_lab_is_the_same_too() throws IOException {
    String mistakes = mistakes("xyzzyxyzzy: 1\n");
    assertEquals(
        new TreeSet<>(schema().get("properties").fields().keySet()), known(mistakes, "a lab"));
    assertEquals(new TreeSet<>(schema().get("required").texts()), needed(mistakes, "a lab"));
  }

  @Test
  void no_object_of_the_schema_is_left_open() throws IOException {
    schema()
        .get("definitions")
        .fields()
        .forEach(
            (name, definition) -> {
              boolean object = definition.get("type").text("").equals("object");
              boolean closed = definition.get("additionalProperties").equals(Tree.of(false));
              assertEquals(object, closed, name);
            });
  }
}
