package dev.egresstls.lab.catalog.page;

import dev.egresstls.lab.catalog.LabFiles;
import dev.egresstls.lab.catalog.LabReader;
import dev.egresstls.lab.catalog.Source;
import dev.egresstls.lab.catalog.YamlText;
import dev.egresstls.lab.lab.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Where the parts of a lab are in its file, for what is found out about them once it is done. A
 * part is named by keys, and by the {@code id} or the place (from 0) of an item.
 */
public final class LabPlaces {
  private final Source source;
  private final Optional<Node> root;
  private final String track;

  private LabPlaces(Source source, String track) {
    this.source = source;
    this.track = track;
    this.root = YamlText.read(source, new ArrayList<>());
  }

  /** Those of a lab's file, on a track. */
  public static LabPlaces of(LabFiles files, String track) {
    String text = files.text(LabReader.FILE).orElse("");
    return new LabPlaces(new Source(files.nameOf(LabReader.FILE), text), track);
  }

  /** The track that they are for. */
  public String track() {
    return track;
  }

  /** Whether a part has parts of its own that have names. */
  public boolean hasMore(String... path) {
    Node in = root.orElse(null);
    for (String name : path) {
      in = in == null ? null : below(in, name).map(found -> found[1]).orElse(null);
    }
    return in instanceof MappingNode;
  }

  /** Where a part begins; where what it is in begins, if it is not there. */
  public Problem.Place at(String... path) {
    Node place = root.orElse(null);
    Node in = place;
    for (String name : path) {
      Optional<Node[]> next = in == null ? Optional.empty() : below(in, name);
      if (next.isEmpty()) {
        break;
      }
      place = next.get()[0];
      in = next.get()[1];
    }
    return place == null ? source.place(0) : place(place);
  }

  /** Where the text of a part begins, of which the first line may be below. */
  public Problem.Place text(String... path) {
    Node in = root.orElse(null);
    for (String name : path) {
      in = in == null ? null : below(in, name).map(found -> found[1]).orElse(null);
    }
    if (in == null) {
      return at(path);
    }
    Problem.Place place = place(in);
    boolean block =
        in instanceof ScalarNode scalar
            && (scalar.getScalarStyle() == ScalarStyle.LITERAL
                || scalar.getScalarStyle() == ScalarStyle.FOLDED);
    return block ? new Problem.Place(place.file(), place.line() + 1, 1) : place;
  }

  private Problem.Place place(Node node) {
    return source.place(source.offset(node.getStartMark().getIndex()));
  }

  /** Where a part is said to be, and the part. */
  private Optional<Node[]> below(Node in, String name) {
    if (in instanceof MappingNode mapping) {
      return mapping.getValue().stream()
          .filter(tuple -> isText(tuple.getKeyNode(), name))
          .map(tuple -> new Node[] {tuple.getKeyNode(), tuple.getValueNode()})
          .findFirst();
    }
    if (!(in instanceof SequenceNode list)) {
      return Optional.empty();
    }
    List<Node> items = list.getValue();
    boolean number = name.matches("[0-9]{1,4}");
    if (number && Integer.parseInt(name) < mine(items).size()) {
      Node item = mine(items).get(Integer.parseInt(name));
      return Optional.of(new Node[] {item, item});
    }
    return mine(items).stream()
        .filter(item -> isText(item, name) || field(item, "id").filter(name::equals).isPresent())
        .map(item -> new Node[] {item, item})
        .findFirst();
  }

  /** The items without those of other tracks. */
  private List<Node> mine(List<Node> items) {
    return items.stream().filter(item -> field(item, "track").orElse(track).equals(track)).toList();
  }

  private static boolean isText(Node node, String text) {
    return node instanceof ScalarNode scalar && scalar.getValue().equals(text);
  }

  private static Optional<String> field(Node item, String name) {
    if (!(item instanceof MappingNode mapping)) {
      return Optional.empty();
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (isText(tuple.getKeyNode(), name) && tuple.getValueNode() instanceof ScalarNode value) {
        return Optional.of(value.getValue());
      }
    }
    return Optional.empty();
  }
}
