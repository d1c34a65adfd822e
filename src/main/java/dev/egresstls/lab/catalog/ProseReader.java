package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads Markdown files. A heading {@code ## hint-1} (one word of lower-case letters, digits and
 * hyphens) begins a section, which {@code file.md#hint-1} names; the text before the first such
 * heading is the file's own. A file in a folder of the reader's language goes before the one next
 * to that folder; a section that it lacks is read from there.
 */
public final class ProseReader {
  private static final Pattern HEADING = Pattern.compile("##\\s+([a-z0-9][a-z0-9-]*)\\s*");

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
        .flatMap(name -> source(in, name).stream())
        .filter(source -> !textOf(source, section).isEmpty())
        .findFirst();
  }

  private static String textOf(Source source, String section) {
    int[] range = range(source.text(), section);
    return range.length == 0 ? "" : source.text().substring(range[0], range[1]).strip();
  }

  private Optional<String> section(Node node, Source source, String section, VariableScope scope) {
    int[] range = range(source.text(), section);
    if (range.length == 0) {
      in.mistake(node, say("catalog.prose.no-section", section));
      return Optional.empty();
    }
    in.checkNames(source, range[0], range[1], scope);
    String text = textOf(source, section);
    if (text.isEmpty()) {
      in.mistake(node, say("catalog.prose.no-text"));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** Where a section's text begins and ends; empty if there is no such section. */
  private static int[] range(String text, String section) {
    int from = section.isEmpty() ? 0 : -1;
    boolean code = false;
    int at = 0;
    for (String line : text.split("\n", -1)) {
      code ^= line.startsWith("```");
      Matcher heading = HEADING.matcher(line);
      if (!code && heading.matches()) {
        if (from >= 0) {
          return new int[] {from, at};
        }
        from =
            heading.group(1).equals(section) ? Math.min(text.length(), at + line.length() + 1) : -1;
      }
      at += line.length() + 1;
    }
    return from < 0 ? new int[0] : new int[] {from, text.length()};
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
    Optional<Source> source = source(in, path);
    if (source.isEmpty()) {
      in.mistake(node, say("catalog.file.missing", in.files().nameOf(path)));
    }
    return source;
  }

  private static Optional<Source> source(Reading in, String path) {
    return in.files().text(path).map(found -> new Source(in.files().nameOf(path), found));
  }

  private static boolean inside(String path) {
    return !path.startsWith("/")
        && !path.contains("\\")
        && !path.contains("..")
        && !path.contains(":");
  }
}
