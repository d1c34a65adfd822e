package dev.egresstls.lab.cli.query;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code jbang egresstls-lab} would run here. JBang takes the alias from the nearest catalog:
 * this folder's, one further up, then the user's own (dev.jbang.catalog.Alias.get, JBang 0.132).
 *
 * @param catalog the file that has it
 * @param script what it stands for: a file, a URL or Maven coordinates
 * @param missing whether that is a file that is not there
 */
record JbangAlias(Path catalog, String script, boolean missing) {
  private static final String FILE = "jbang-catalog.json";
  private static final String NAME = "egresstls-lab";

  /** Looks for it from a folder upwards. */
  static Optional<JbangAlias> from(Path folder, Map<String, String> env, Path home) {
    List<Path> places = new ArrayList<>();
    for (Path one = folder.toAbsolutePath(); one != null; one = one.getParent()) {
      places.add(one.resolve(FILE));
      places.add(one.resolve(".jbang").resolve(FILE));
    }
    String own = env.getOrDefault("JBANG_DIR", "");
    places.add((own.isEmpty() ? home.resolve(".jbang") : Path.of(own)).resolve(FILE));
    return places.stream().map(JbangAlias::in).flatMap(Optional::stream).findFirst();
  }

  private static Optional<JbangAlias> in(Path catalog) {
    try {
      Tree json =
          Files.isRegularFile(catalog) ? Json.read(Files.readString(catalog)) : Tree.MISSING;
      Optional<String> script = json.get("aliases").get(NAME).get("script-ref").text();
      return script.map(ref -> of(catalog, json.get("base-ref").text(""), ref));
    } catch (IOException | Json.Malformed e) {
      return Optional.empty(); // JBang passes over it, too
    }
  }

  private static JbangAlias of(Path catalog, String base, String script) {
    if (script.matches("[a-z]+://.*|[^/\\\\]+:[^/\\\\]+:.*")) {
      return new JbangAlias(catalog, script, false);
    }
    try {
      Path file = catalog.getParent().resolve(base).resolve(script).normalize();
      return new JbangAlias(catalog, file.toString(), !Files.exists(file));
    } catch (InvalidPathException e) {
      return new JbangAlias(catalog, script, false);
    }
  }
}
