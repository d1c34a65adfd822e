package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Placeholders;
import dev.egresstls.lab.lab.Scenario;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One reading of a lab: its files, and the mistakes found so far. It never stops at the first. */
public final class Reading {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

  private final LabFiles files;
  private final Source source;
  private final List<Mistake> mistakes;
  private final List<Mistake> remarks;
  private final boolean remarking;
  private final Set<String> sections;
  private final LabTexts words;
  private final Map<String, Optional<Source>> read;
  private Scenario about = Scenario.NONE;

  /**
   * A reading of one file of a lab.
   *
   * @param remarking whether somebody wants to know what is wrong though the lab can be done
   */
  Reading(LabFiles files, Source source, List<Mistake> mistakes, boolean remarking) {
    this.files = files;
    this.source = source;
    this.mistakes = mistakes;
    this.remarks = new ArrayList<>();
    this.remarking = remarking;
    this.sections = new LinkedHashSet<>();
    this.words = LabTexts.of(files, mistakes);
    this.read = new HashMap<>();
  }

  private Reading(Reading other, Source source) {
    this.files = other.files;
    this.source = source;
    this.mistakes = other.mistakes;
    this.remarks = other.remarks;
    this.remarking = other.remarking;
    this.sections = other.sections;
    this.words = other.words;
    this.read = other.read;
  }

  /** The same reading in another file of the lab. */
  Reading of(Source other) {
    return new Reading(this, other);
  }

  /** All mistakes found so far. */
  List<Mistake> mistakes() {
    return mistakes;
  }

  /** What the lab is about, as far as it was read: what probes omit is its subject's. */
  Scenario about() {
    return about;
  }

  void about(Scenario scenario) {
    about = scenario;
  }

  /** A text of the file in the reader's language. */
  String shown(String text) {
    return words.of(text);
  }

  /** The files of the lab. */
  public LabFiles files() {
    return files;
  }

  /**
   * A file of the lab, which is read once however often it is asked for; empty if there is none.
   */
  Optional<Source> file(String path) {
    return read.computeIfAbsent(
        path, wanted -> files.text(wanted).map(text -> new Source(files.nameOf(wanted), text)));
  }

  /** Notes a mistake at a node. */
  public void mistake(Node at, String what) {
    mistakes.add(source.mistake(start(at), what));
  }

  /** Looks for slips in names, where an author wants to know of them: it takes a while. */
  void slips(Consumer<KnownNames> look) {
    if (remarking) {
      look.accept(new KnownNames(this));
    }
  }

  /** A manifest of the lab, of which the names are checked; empty (and a mistake) if none. */
  Optional<Source> manifest(MappingFields f, String path) {
    Optional<Source> manifest = f.maybe("file").flatMap(node -> ProseReader.file(this, node, path));
    manifest.ifPresent(
        source -> {
          checkNames(source, 0, source.text().length(), f.scope());
          slips(known -> known.manifest(source));
        });
    return manifest;
  }

  /** Notes what is wrong, though the lab can be done. */
  void remark(Node at, String what) {
    remarks.add(source.mistake(start(at), what));
  }

  /** Notes the same at a word in the text of a node. */
  void remark(Node at, String word, String what) {
    int found = source.text().indexOf(word, start(at));
    remarks.add(source.mistake(found < 0 ? start(at) : found, what));
  }

  /** Notes the same in another file of the lab. */
  void remark(Mistake one) {
    remarks.add(one);
  }

  /** What was noted so. */
  List<Mistake> remarks() {
    return remarks;
  }

  /** Notes that a section of prose is used, by its reference. */
  void uses(String section) {
    sections.add(section);
  }

  /** The sections that are used. */
  Set<String> sections() {
    return sections;
  }

  private int start(Node node) {
    return source.offset(node.getStartMark().getIndex());
  }

  /** The text here; a number or a boolean without quotes is a mistake. */
  public Optional<String> text(Node node, VariableScope scope) {
    if (!(node instanceof ScalarNode scalar)) {
      mistake(node, say("catalog.value.want-text", shape(node)));
      return Optional.empty();
    }
    Tag tag = scalar.getTag();
    boolean other = tag == Tag.INT || tag == Tag.FLOAT || tag == Tag.BOOL || tag == Tag.NULL;
    if (other) {
      mistake(node, say("catalog.value.want-quotes"));
      return Optional.empty();
    }
    checkNames(scalar, scope);
    return Optional.of(scalar.getValue());
  }

  /** The whole number here. */
  public Optional<Long> number(Node node) {
    Object value = node instanceof ScalarNode scalar ? plain(scalar) : null;
    if (value instanceof Long number) {
      return Optional.of(number);
    }
    mistake(node, say("catalog.value.want-number"));
    return Optional.empty();
  }

  /** The boolean here. */
  public Optional<Boolean> flag(Node node) {
    Object value = node instanceof ScalarNode scalar ? plain(scalar) : null;
    if (value instanceof Boolean flag) {
      return Optional.of(flag);
    }
    mistake(node, say("catalog.value.want-boolean"));
    return Optional.empty();
  }

  /** The items of the list here. */
  public List<Node> items(Node node) {
    if (node instanceof SequenceNode list) {
      return list.getValue();
    }
    mistake(node, say("catalog.value.want-list", shape(node)));
    return List.of();
  }

  /** Any value, with its placeholders checked. */
  public Tree tree(Node node, VariableScope scope) {
    if (node instanceof ScalarNode scalar) {
      checkNames(scalar, scope);
      return Tree.of(plain(scalar));
    }
    if (node instanceof SequenceNode list) {
      List<Tree> items = new ArrayList<>();
      list.getValue().forEach(item -> items.add(tree(item, scope)));
      return Tree.of(items);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      text(tuple.getKeyNode(), scope)
          .ifPresent(key -> members.put(key, tree(tuple.getValueNode(), scope)));
    }
    return Tree.of(members);
  }

  private Object plain(ScalarNode scalar) {
    String value = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag == Tag.NULL) {
      return null;
    }
    if (tag == Tag.BOOL) {
      if (!value.equals("true") && !value.equals("false")) {
        mistake(scalar, say("catalog.value.no-boolean", value));
      }
      return value.equals("true");
    }
    if (tag == Tag.INT && INTEGER.matcher(value).matches()) {
      return Long.valueOf(value);
    }
    if (tag == Tag.INT || tag == Tag.FLOAT) {
      mistake(scalar, say("catalog.value.no-integer", value));
    }
    return value;
  }

  private void checkNames(ScalarNode scalar, VariableScope scope) {
    int end = source.offset(scalar.getEndMark().getIndex());
    checkNames(source, start(scalar), end, scope);
  }

  /** Checks the placeholders of another file, such as a manifest or prose. */
  public void checkNames(Source file, int from, int to, VariableScope scope) {
    int at = from;
    for (String name : Placeholders.names(file.text().substring(from, to))) {
      at = file.text().indexOf("${" + name + "}", at);
      if (!scope.knows(name)) {
        String hint = Spelling.hint(name, scope.known());
        mistakes.add(
            file.mistake(
                at,
                hint.isEmpty()
                    ? say("catalog.name.unknown.known", name, String.join(", ", scope.known()))
                    : say("catalog.name.unknown", name) + hint));
      }
      at += 2;
    }
  }

  /** What stands at a node, in words. */
  public static String shape(Node node) {
    return node instanceof MappingNode
        ? say("catalog.shape.mapping")
        : node instanceof SequenceNode ? say("catalog.shape.list") : say("catalog.shape.value");
  }
}
