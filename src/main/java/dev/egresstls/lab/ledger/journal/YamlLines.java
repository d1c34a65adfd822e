package dev.egresstls.lab.ledger.journal;

import dev.egresstls.lab.ledger.journal.FieldChange.Lines;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes one value of a YAML text and leaves every other line as it is, comments and order
 * included. Pure.
 */
public final class YamlLines {
  private YamlLines() {}

  /**
   * The text with a value at a path of keys.
   *
   * @param value a scalar or an object
   */
  public static String set(String text, List<String> keys, Tree value) {
    Tree whole = new FieldPath(keyParts(keys)).put(read(text), value, -1);
    String edited = edit(text, keys, value);
    return read(edited).equals(whole) ? edited : Yaml.write(whole);
  }

  private static List<FieldPath.Part> keyParts(List<String> keys) {
    return keys.stream().map(key -> new FieldPath.Part(FieldPath.Kind.KEY, key)).toList();
  }

  private static Tree read(String text) {
    try {
      Tree tree = Yaml.read(text);
      return tree.isMissing() ? Tree.object() : tree;
    } catch (Yaml.Malformed e) {
      return Tree.object();
    }
  }

  private static String edit(String text, List<String> keys, Tree value) {
    List<String> lines = new ArrayList<>(lines(text));
    int from = 0;
    int to = lines.size();
    int indent = 0;
    int depth = 0;
    for (; depth < keys.size(); depth++) {
      int at = find(lines, from, to, indent, keys.get(depth));
      if (at < 0) {
        break;
      }
      to = end(lines, at, to, indent);
      from = at;
      if (depth + 1 < keys.size()) {
        from = at + 1;
        indent = from < to ? indentOf(lines.get(from)) : indent + 2;
      }
    }
    boolean there = depth == keys.size();
    List<String> fresh = block(keys.subList(there ? depth - 1 : depth, keys.size()), value, indent);
    if (there) {
      lines.subList(from, to).clear();
    } else if (to > 0 && !lines.get(to - 1).endsWith("\n")) {
      lines.set(to - 1, lines.get(to - 1) + "\n");
    }
    lines.addAll(there ? from : to, fresh);
    return String.join("", lines);
  }

  /** Lines with their line feeds. */
  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
  }

  private static int indentOf(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static int find(List<String> lines, int from, int to, int indent, String key) {
    for (int i = from; i < to; i++) {
      String line = lines.get(i);
      if (indentOf(line) == indent && line.stripLeading().startsWith(key + ":")) {
        return i;
      }
    }
    return -1;
  }

  /** Where what belongs to a line ends. */
  private static int end(List<String> lines, int at, int most, int indent) {
    int i = at + 1;
    while (i < most && (lines.get(i).isBlank() || indentOf(lines.get(i)) > indent)) {
      i++;
    }
    return i;
  }

  private static List<String> block(List<String> keys, Tree value, int indent) {
    Tree nested = value;
    for (int i = keys.size() - 1; i >= 0; i--) {
      nested = Tree.object(keys.get(i), nested);
    }
    return lines(Yaml.write(nested)).stream().map(line -> " ".repeat(indent) + line).toList();
  }

  /** The lines that differ: those before, and those after, in one piece each. */
  static Lines between(String before, String after) {
    List<String> was = lines(before);
    List<String> is = lines(after);
    int most = Math.min(was.size(), is.size());
    int same = 0;
    while (same < most && was.get(same).equals(is.get(same))) {
      same++;
    }
    int back = 0;
    while (back < most - same
        && was.get(was.size() - 1 - back).equals(is.get(is.size() - 1 - back))) {
      back++;
    }
    return new Lines(
        String.join("", was.subList(same, was.size() - back)),
        String.join("", is.subList(same, is.size() - back)));
  }

  /** The text with lines put back, if they are in it once; else empty text. */
  static String restored(String text, Lines lines) {
    String wanted = lines.after();
    int at = wanted.isEmpty() ? -1 : text.indexOf(wanted);
    boolean once = at >= 0 && text.indexOf(wanted, at + 1) < 0;
    boolean whole = at == 0 || at > 0 && text.charAt(at - 1) == '\n';
    return once && whole
        ? text.substring(0, at) + lines.before() + text.substring(at + wanted.length())
        : "";
  }
}
