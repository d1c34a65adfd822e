package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * The fields of one mapping. Each is asked for by name; {@link #end} then calls the others unknown.
 * A missing or wrong field is a mistake and gives a harmless value, so that reading goes on.
 */
public final class MappingFields {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

  private final MappingNode node;
  private final String what;
  private final Reading in;
  private final VariableScope scope;
  private final Map<String, NodeTuple> fields = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();

  private MappingFields(MappingNode node, String what, Reading in, VariableScope scope) {
    this.node = node;
    this.what = what;
    this.in = in;
    this.scope = scope;
  }

  /**
   * The fields of a mapping.
   *
   * @param what it is, with its article, such as {@code a step}
   * @return empty (and a mistake) if it is no mapping
   */
  public static Optional<MappingFields> of(
      Node node, String what, Reading in, VariableScope scope) {
    if (!(node instanceof MappingNode mapping)) {
      in.mistake(node, say("catalog.field.no-mapping", what, Reading.shape(node)));
      return Optional.empty();
    }
    MappingFields fields = new MappingFields(mapping, what, in, scope);
    for (NodeTuple tuple : mapping.getValue()) {
      in.text(tuple.getKeyNode(), scope)
          .filter(name -> fields.fields.putIfAbsent(name, tuple) != null)
          .ifPresent(name -> in.mistake(tuple.getKeyNode(), say("catalog.field.twice", name)));
    }
    return Optional.of(fields);
  }

  /** The same fields where other names are known. */
  public MappingFields in(VariableScope other) {
    MappingFields same = new MappingFields(node, what, in, other);
    same.fields.putAll(fields);
    same.asked.addAll(asked);
    return same;
  }

  /** The mapping itself. */
  public Node node() {
    return node;
  }

  /** The names that mean something here. */
  public VariableScope scope() {
    return scope;
  }

  /** Which fields stand here. */
  public Set<String> names() {
    return fields.keySet();
  }

  /** A field's value, if it stands here. */
  public Optional<Node> maybe(String name) {
    asked.add(name);
    return Optional.ofNullable(fields.get(name)).map(NodeTuple::getValueNode);
  }

  /** The node of a field's name, for mistakes. */
  public Node key(String name) {
    return fields.containsKey(name) ? fields.get(name).getKeyNode() : node;
  }

  /** A field's value; a mistake if it does not stand here. */
  public Optional<Node> need(String name) {
    Optional<Node> value = maybe(name);
    if (value.isEmpty()) {
      in.mistake(node, say("catalog.field.missing", what, name));
    }
    return value;
  }

  /** A text that must stand here. */
  public String text(String name) {
    return need(name).flatMap(value -> in.text(value, scope)).orElse("");
  }

  /** A text that may stand here. */
  public Optional<String> maybeText(String name) {
    return maybe(name).flatMap(value -> in.text(value, scope));
  }

  /** A text for the reader that must stand here, in the reader's language. */
  public String shown(String name) {
    return in.shown(text(name));
  }

  /** A text for the reader that may stand here. */
  public Optional<String> maybeShown(String name) {
    return maybeText(name).map(in::shown);
  }

  /** A whole number that must stand here. */
  public int number(String name) {
    return need(name).flatMap(in::number).map(Long::intValue).orElse(0);
  }

  /** A boolean; false if it does not stand here. */
  public boolean flag(String name) {
    return maybe(name).flatMap(in::flag).orElse(false);
  }

  /** The items of a list; none if it does not stand here. */
  public List<Node> items(String name) {
    return maybe(name).map(in::items).orElse(List.of());
  }

  /** The texts of a list; none if it does not stand here. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    items(name).forEach(item -> in.text(item, scope).ifPresent(texts::add));
    return texts;
  }

  /** A mapping that may stand here. */
  public Optional<MappingFields> fields(String name, String shape) {
    return maybe(name).flatMap(value -> of(value, shape, in, scope));
  }

  /** A time such as {@code 30s}, {@code 500ms} or {@code 2m}. */
  public Duration duration(String name) {
    Optional<Node> value = need(name);
    String text = value.flatMap(one -> in.text(one, scope)).orElse("0s");
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      in.mistake(value.orElse(node), say("catalog.field.no-time"));
      return Duration.ZERO;
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  /** Calls every field that nobody asked for a mistake. */
  public void end() {
    for (String name : fields.keySet()) {
      if (!asked.contains(name)) {
        String hint = Spelling.hint(name, asked);
        in.mistake(
            key(name),
            hint.isEmpty()
                ? say("catalog.field.unknown.known", name, what, String.join(", ", asked))
                : say("catalog.field.unknown", name, what) + hint);
      }
    }
  }
}
