package dev.egresstls.lab.mesh.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.UnreadKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the model reads and what a live view watches is one list. */
class ReadKindTest {
  private static final Path MODEL = Path.of("src/main/java/dev/egresstls/lab/mesh");

  /** The name of a kind, as the code of the model asks for it: {@code all("Service")}. */
  private static final Pattern ASKED =
      Pattern.compile("\\b(?:all|find|object)\\(\\s*\"([A-Z][A-Za-z]+)\"");

  /** Watched in the version that the CRD serves, and by its name. */
  private static final Set<String> APART = Set.of("BackendTLSPolicy", "CustomResourceDefinition");

  @Test
  void every_kind_that_the_model_asks_for_is_watched() throws IOException {
    Set<String> asked = new TreeSet<>();
    try (Stream<Path> files = Files.walk(MODEL)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        asked.addAll(
            ASKED.matcher(Files.readString(file)).results().map(one -> one.group(1)).toList());
      }
    }
    Stream.of(UnreadKind.values()).map(UnreadKind::object).forEach(asked::add);
    asked.addAll(List.of("AuthorizationPolicy", "RequestAuthentication", "ServiceEntry"));
    asked.removeAll(APART);
    Set<String> watched = ReadKind.all().map(ReadKind::kind).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>(asked);
    missing.removeAll(watched);
    assertEquals(Set.of(), missing, "not watched");
    watched.removeAll(asked);
    assertEquals(Set.of(), watched, "watched for nothing");
  }
}
