package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads Markdown files. A heading {@code ## hint-1} (one word of lower-case letters, digits and
 * hyphens) begins a section, which {@code file.md#hint-1} names; the text before the first such
 * heading is the file's own. A file in a folder of the reader's language goes before the one next
 * to that folder; a section that it lacks is read from there.
 */
public final class ProseReader {
  private final Reading in;

  /** A reader of the files next to the one that is being read. */
  public ProseReader(Reading in) {
    this.in = in;
  }

  /** The text that a reference names; empty (and a mistake) if there is none. */
  public Optional<String> text(Node node, String reference, VariableScope scope) {
    int hash = reference.indexOf('#');
    String path = hash < 0 ? reference : reference.substring(0, hash);
    String section = hash < 0 ? "" : reference.substring(hash + 1);
    in.uses(reference);
    return translated(path, section)
        .or(() -> file(in, node, path))
        .flatMap(source -> section(node, source, section, scope));
  }

  /** {@code prose/de/policy.md} before {@code prose/policy.md}, if it has that section. */
  private Optional<Source> translated(String path, String section) {
    if (!inside(path)) {
      return Optional.empty();
    }
    int folder = path.lastIndexOf('/') + 1;
    return in.files().languages().stream()
        .map(language -> path.substring(0, folder) + language + "/" + path.substring(folder))
        .flatMap(name -> in.file(name).stream())
        .filter(
            source -> source.section(section).filter(at -> !source.text(at).isEmpty()).isPresent())
        .findFirst();
  }

  private Optional<String> section(Node node, Source source, String section, VariableScope scope) {
    Optional<Source.Range> range = source.section(section);
    if (range.isEmpty()) {
      in.mistake(node, say("catalog.prose.no-section", section));
      return Optional.empty();
    }
    in.checkNames(source, range.get().from(), range.get().to(), scope);
    String text = source.text(range.get());
    if (text.isEmpty()) {
      in.mistake(node, say("catalog.prose.no-text"));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** A file of the lab; empty (and a mistake at the node) if there is none. */
  public static Optional<Source> file(Reading in, Node node, String path) {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (!inside(path)) {
      in.mistake(node, say("catalog.file.outside"));
      return Optional.empty();
    }
    Optional<Source> source = in.file(path);
    if (source.isEmpty()) {
      in.mistake(node, say("catalog.file.missing", in.files().nameOf(path)));
    }
    return source;
  }

  private static boolean inside(String path) {
    return !path.startsWith("/")
        && !path.contains("\\")
        && !path.contains("..")
        && !path.contains(":");
  }
}
