package dev.egresstls.lab.mesh.conformance;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table of scenarios, read from {@code src/test/resources/conformance}. The file {@code
 * ways.yaml} gives names to what rows have in common, so that a row says what is its own.
 */
public final class Table {
  private static final Path FOLDER = Path.of("src/test/resources/conformance");
  private static final List<Scenario> ALL = new Table().read();

  private final Tree ways = yaml(FOLDER.resolve("ways.yaml")).get("ways");
  private final List<Tree> tutorial = Captures.scenarioObjects(Captures.one("1.29.1/tutorial"));

  private Table() {}

  /** Every scenario, in the order of the files' names. */
  public static List<Scenario> all() {
    return ALL;
  }

  /** The capture of a scenario on a version, if there is one. */
  public static Optional<Capture> capture(Scenario scenario, String version) {
    return scenario.captured().isPresent()
        ? scenario.captured().filter(name -> name.startsWith(version)).flatMap(Captures::any)
        : Captures.any(version + "/" + scenario.id())
            .or(() -> Captures.any(version + "-eed52ebb/" + scenario.id()));
  }

  private List<Scenario> read() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .sorted()
          .flatMap(file -> yaml(file).get("scenarios").items().stream())
          .map(this::scenario)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tree yaml(Path file) {
    try {
      return Yaml.read(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Scenario scenario(Tree tree) {
    List<Row> rows = tree.get("rows").items().stream().map(row -> row(tree, row)).toList();
    return new Scenario(
        tree.get("id").text().orElseThrow(),
        tree.get("changed").text().orElseThrow(),
        tree.get("settings"),
        tree.get("client").text("curl"),
        objects(tree),
        tree.get("then").items(),
        tree.get("captured").text(),
        tree.get("unpractised").text(),
        rows);
  }

  private Row row(Tree scenario, Tree row) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Tree from : List.of(scenario, row)) {
      for (String way : from.get("as").texts()) {
        ways.get(way).fields().forEach((name, value) -> fields.put(name, value.text("")));
      }
    }
    row.fields().forEach((name, value) -> fields.put(name, value.text("")));
    fields.putIfAbsent("log", fields.get("cluster"));
    Map<String, List<String>> expected = new LinkedHashMap<>();
    for (String field : Row.FIELDS) {
      if (fields.get(field) == null) {
        throw new IllegalStateException(scenario.get("id").text("") + " lacks " + field);
      }
      boolean one = field.equals("tls") || field.equals("status");
      expected.put(
          field, one ? List.of(fields.get(field)) : Arrays.asList(fields.get(field).split(" or ")));
    }
    return new Row(
        Arrays.asList(row.get("istio").text("").split(" ")),
        row.get("url").text("http://www.google.com:443"),
        row.get("address").text(),
        expected,
        row.get("source").text(scenario.get("source").text("")));
  }

  /** Those of a capture, or the tutorial's with others in their place and without some. */
  private List<Tree> objects(Tree scenario) {
    Optional<String> capture = scenario.get("objectsOf").text();
    List<Tree> objects =
        new ArrayList<>(
            capture.flatMap(Captures::any).map(Captures::scenarioObjects).orElse(tutorial));
    List<String> without = scenario.get("without").texts();
    objects.removeIf(object -> without.contains(ObjectNames.of(object)));
    for (Tree object : scenario.get("with").items()) {
      int at = objects.stream().map(ObjectNames::of).toList().indexOf(ObjectNames.of(object));
      if (at >= 0) {
        objects.set(at, object);
      } else {
        objects.add(object);
      }
    }
    List<String> order = scenario.get("order").texts();
    if (!order.isEmpty()) {
      objects.sort(Comparator.comparing(object -> order.indexOf(object.get("kind").text(""))));
    }
    if (capture.isEmpty()) {
      objects.replaceAll(object -> object.with("metadata", undated(object)));
    }
    return Objects.inOrder(objects);
  }

  private static Tree undated(Tree object) {
    return object.get("metadata").without("creationTimestamp");
  }
}
