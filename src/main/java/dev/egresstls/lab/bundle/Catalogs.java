package dev.egresstls.lab.bundle;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JBang's catalog of a bundle. */
public final class Catalogs {
  /** What JBang looks for. */
  public static final String FILE = "jbang-catalog.json";

  /** Options of the JVM that let a short program start faster: docs/decisions/0007. */
  public static final List<String> JAVA_OPTIONS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private Catalogs() {}

  /**
   * The catalog as a file's text. Its path to the jar is relative, so it works wherever the folder
   * is.
   *
   * @param base where the folder is served, which a learner's jar then takes for its mirror; empty
   *     if that is not known
   */
  public static String text(Optional<URI> base) {
    List<Object> alias = new ArrayList<>();
    alias.addAll(List.of("script-ref", Bundle.JAR, "description", say("bundle.catalog.alias")));
    alias.addAll(List.of("java", "17+", "java-options", JAVA_OPTIONS));
    base.ifPresent(url -> alias.addAll(List.of("arguments", List.of("--mirror", url.toString()))));
    return Json.pretty(
            Tree.object(
                "description",
                say("bundle.catalog.description"),
                "aliases",
                Tree.object("egresstls-lab", Tree.object(alias.toArray()))))
        + "\n";
  }
}
