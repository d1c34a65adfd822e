package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.Placeholders;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreePath;
import dev.egresstls.lab.value.VersionRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads what a check expects. */
final class ExpectationReader {
  private static final Set<String> LIST_MODES = Set.of("exact", "contains", "each", "any");
  private static final Set<String> MODES =
      Set.of(
          "exact",
          "contains",
          "each",
          "any",
          "present",
          "oneOf",
          "version",
          "matches",
          "object",
          "yaml",
          "not");

  private final Reading in;
  private final VariableScope scope;
  private final String probe;

  /**
   * A reader.
   *
   * @param probe the probe that observes it
   */
  ExpectationReader(Reading in, VariableScope scope, String probe) {
    this.in = in;
    this.scope = scope;
    this.probe = probe;
  }

  private void slips(Node key, String path, Node value) {
    in.slips(known -> known.field(key, path, value, probe));
  }

  /** The field {@code expect}: paths, each with what should stand there. Never empty if right. */
  Map<String, Expectation> expect(Node node) {
    Map<String, Expectation> expect = new LinkedHashMap<>();
    MappingFields.of(node, say("catalog.what.expected"), in, scope)
        .ifPresent(
            fields -> {
              for (String path : fields.names()) {
                checkPath(fields.key(path), path);
                fields.maybe(path).ifPresent(value -> slips(fields.key(path), path, value));
                fields.maybe(path).map(this::read).ifPresent(one -> expect.put(path, one));
              }
            });
    if (expect.isEmpty()) {
      in.mistake(node, say("catalog.expect.nothing"));
    }
    return expect;
  }

  private void checkPath(Node key, String path) {
    try {
      TreePath.parts(path);
    } catch (IllegalArgumentException e) {
      in.mistake(key, e.getMessage());
    }
  }

  private Expectation read(Node node) {
    if (node instanceof SequenceNode) {
      in.mistake(node, say("catalog.expect.list-mode"));
      return new Expectation.Present(true);
    }
    if (!(node instanceof MappingNode)) {
      return new Expectation.Equal(in.tree(node, scope));
    }
    MappingFields fields =
        MappingFields.of(node, say("catalog.what.expectation"), in, scope).orElseThrow();
    Set<String> names = fields.names();
    if (names.isEmpty()) {
      in.mistake(node, say("catalog.expect.empty"));
    }
    if (names.size() == 1 && MODES.contains(names.iterator().next())) {
      String mode = names.iterator().next();
      return mode(mode, fields.need(mode).orElseThrow());
    }
    names.stream()
        .filter(LIST_MODES::contains)
        .forEach(name -> in.mistake(fields.key(name), say("catalog.expect.mode-alone", name)));
    return object(fields);
  }

  private Expectation object(MappingFields fields) {
    Map<String, Expectation> members = new LinkedHashMap<>();
    fields
        .names()
        .forEach(name -> fields.maybe(name).ifPresent(one -> members.put(name, read(one))));
    return new Expectation.ObjectWith(members);
  }

  private Expectation mode(String mode, Node value) {
    return switch (mode) {
      case "exact" -> new Expectation.Exact(trees(value));
      case "contains" -> new Expectation.Contains(trees(value));
      case "each" -> new Expectation.Each(read(value));
      case "any" -> new Expectation.Any(read(value));
      case "present" -> new Expectation.Present(in.flag(value).orElse(true));
      case "oneOf" -> new Expectation.OneOf(trees(value));
      case "version" -> version(value);
      case "matches" -> matches(value);
      case "yaml" -> new Expectation.YamlOf(read(value));
      case "not" -> new Expectation.Not(read(value));
      default ->
          MappingFields.of(value, say("catalog.what.members"), in, scope)
              .map(this::object)
              .orElse(new Expectation.Present(true));
    };
  }

  private List<Tree> trees(Node list) {
    return in.items(list).stream().map(item -> in.tree(item, scope)).toList();
  }

  private Expectation version(Node value) {
    Optional<String> range = in.text(value, scope);
    range
        .filter(text -> Placeholders.names(text).isEmpty())
        .ifPresent(text -> checkRange(in, value, text));
    return new Expectation.VersionIn(range.orElse(""));
  }

  static void checkRange(Reading in, Node at, String range) {
    try {
      VersionRange.of(range);
    } catch (IllegalArgumentException e) {
      in.mistake(at, e.getMessage());
    }
  }

  private Expectation matches(Node value) {
    String regex = in.text(value, scope).orElse("");
    try {
      Pattern.compile(Placeholders.fill(regex, name -> "x"));
    } catch (PatternSyntaxException e) {
      in.mistake(value, say("catalog.expect.no-regex", e.getDescription()));
    }
    return new Expectation.Matches(regex);
  }
}
