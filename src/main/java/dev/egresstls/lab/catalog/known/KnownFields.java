package dev.egresstls.lab.catalog.known;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.TreePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What a probe observes: the names of its fields, and the values of those that have few. A path
 * that no probe has is never there, so that an expectation of it fails for ever, or always holds.
 */
public final class KnownFields {
  /** Gets what is wrong, and where. */
  public interface Remarks {
    /** Notes it. */
    void remark(Node at, String what);
  }

  private static final String CONDITION = "condition";
  private static final String STATUS = "status";
  private static final Set<String> LOG = Set.of("cluster", "upstream", "flags", "line");
  private static final Map<String, Set<String>> REQUEST =
      Map.of(
          "",
          Set.of(
              "exit",
              "httpCode",
              "headers",
              "remoteIp",
              "remotePort",
              "localPort",
              "dialedIp",
              "dialedPort",
              "inSlice",
              "error",
              "listener",
              "cluster",
              "accessLog",
              "gateway"),
          "accessLog",
          LOG,
          "gateway",
          Set.of("cluster", "upstream", "flags", "line", "route"));

  /** For each probe the fields below a path; below a path that is missing anything may be. */
  private static final Map<String, Map<String, Set<String>>> PROBES =
      Map.of(
          "request",
          REQUEST,
          "pod",
          Map.of(
              "", Set.of("apiVersion", "kind", "metadata", "spec", "status", "sidecar"),
              "sidecar", Set.of("present", "native", "ready")),
          "envoyCluster",
          Map.of(
              "", Set.of("name", "type", "portOverride", "tls"),
              "tls", Set.of("sni", "ca", "sans", "autoSni", "autoSan")),
          "envoyListeners",
          Map.of("", Set.of("active", "missing")),
          "envoySecret",
          Map.of("", Set.of("name", "active")));

  private static final Set<String> MODES =
      Set.of("any", "each", "not", "object", "oneOf", "exact", "contains", "yaml");

  private static final Map<String, Set<String>> VALUES =
      Map.of(
          "envoyCluster type",
          Set.of("EDS", "STATIC", "STRICT_DNS", "LOGICAL_DNS", "ORIGINAL_DST"),
          CONDITION + " " + STATUS,
          Set.of("True", "False", "Unknown"));

  /** Envoy's response flags. */
  private static final Set<String> FLAGS =
      Set.of(
          "-", "DC", "DF", "DI", "DO", "DPE", "DR", "DT", "FI", "IH", "LH", "LR", "NC", "NFCF",
          "NR", "OM", "RFCF", "RL", "RLSE", "SI", "UAEX", "UC", "UF", "UH", "UMSDR", "UO", "UPE",
          "UR", "URX", "UT");

  private static final Set<String> CONDITIONS =
      Set.of(
          "Ready",
          "Available",
          "Progressing",
          "Established",
          "NamesAccepted",
          "Accepted",
          "Programmed",
          "ResolvedRefs",
          "Conflicted",
          "Initialized",
          "ContainersReady",
          "PodScheduled",
          "ReplicaFailure",
          "Complete",
          "Failed");

  private static final Pattern PORT = Pattern.compile("(remote|local|dialed)Port");
  private static final int LAST_PORT = 65_535;
  private static final int LAST_CODE = 599;
  private static final int LAST_EXIT = 255;

  private final Remarks in;
  private final String probe;

  /** What a probe of that name observes; of {@code resource}, what its kind has. */
  public KnownFields(Remarks in, String probe) {
    this.in = in;
    this.probe = probe;
  }

  /** Notes what an expectation names that there is not. */
  public void check(Node key, String path, Node value) {
    List<Object> parts;
    try {
      parts = TreePath.parts(path);
    } catch (IllegalArgumentException e) {
      return; // said where paths are read
    }
    if (parts.size() > 1 && parts.get(0).equals("requests")) {
      // What came of the requests of a what-if, whatever else is looked at.
      List<Object> rest = parts.subList(2, parts.size());
      new KnownFields(in, "request").check(key, rest, value);
      return;
    }
    check(key, parts, value);
  }

  private void check(Node key, List<Object> parts, Node value) {
    String at = "";
    for (Object part : parts) {
      at = below(key, at, String.valueOf(part));
    }
    value(at, value);
  }

  /** The path of a field below another one. */
  private String below(Node key, String at, String name) {
    Set<String> known = PROBES.getOrDefault(probe, Map.of()).get(at);
    if (known != null && !known.contains(name)) {
      String what = at.isEmpty() ? probe : probe + " " + at;
      String hint = Spelling.hint(name, known);
      in.remark(
          key,
          hint.isEmpty()
              ? say("catalog.known.field.all", what, name, String.join(", ", new TreeSet<>(known)))
              : say("catalog.known.field", what, name) + hint);
    }
    return at.isEmpty() ? name : at + "." + name;
  }

  private void value(String at, Node node) {
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> value(at, item));
    } else if (node instanceof ScalarNode scalar) {
      scalar(at, scalar);
    } else if (node instanceof MappingNode mapping) {
      condition(mapping);
      for (NodeTuple tuple : mapping.getValue()) {
        String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
        boolean mode = mapping.getValue().size() == 1 && MODES.contains(name);
        if (mode) {
          value(at, tuple.getValueNode());
        } else if (!isOther(mapping, name)) {
          value(below(tuple.getKeyNode(), at, name), tuple.getValueNode());
        }
      }
    }
  }

  /** Whether a word says how to compare, and what stands behind it is no value of the field. */
  private static boolean isOther(MappingNode mapping, String name) {
    return mapping.getValue().size() == 1 && Set.of("present", "version", "matches").contains(name);
  }

  private void scalar(String at, ScalarNode node) {
    String value = node.getValue();
    if (value.contains("${")) {
      return;
    }
    Set<String> known = VALUES.get(probe + " " + at);
    if (known != null) {
      word(node, at, value, known);
    }
    if (probe.equals("request")) {
      request(at, node, value);
    }
  }

  private void request(String at, ScalarNode node, String value) {
    if (at.endsWith(".flags")) {
      for (String flag : value.split(",")) {
        word(node, at, flag, FLAGS);
      }
    }
    int most =
        PORT.matcher(at).matches()
            ? LAST_PORT
            : at.equals("httpCode") ? LAST_CODE : at.equals("exit") ? LAST_EXIT : -1;
    if (most >= 0 && !isNumber(value, most)) {
      in.remark(node, say("catalog.known.number", at, most));
    }
  }

  private static boolean isNumber(String value, int most) {
    return value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= most;
  }

  private void word(Node node, String what, String word, Set<String> known) {
    if (!known.contains(word)) {
      String hint = Spelling.hint(word, known);
      String all = String.join(", ", new TreeSet<>(known));
      in.remark(
          node,
          hint.isEmpty()
              ? say("catalog.known.value.all", word, what, all)
              : say("catalog.known.value", word, what) + hint);
    }
  }

  /** A condition of an object's status: {@code type} and {@code status}. */
  private void condition(MappingNode mapping) {
    Optional<ScalarNode> type = member(mapping, "type");
    Optional<ScalarNode> status = member(mapping, "status");
    if (type.isEmpty() || status.isEmpty()) {
      return;
    }
    word(status.get(), STATUS, status.get().getValue(), VALUES.get(CONDITION + " " + STATUS));
    String name = type.get().getValue();
    String hint = CONDITIONS.contains(name) ? "" : Spelling.hint(name, CONDITIONS);
    if (!hint.isEmpty()) {
      in.remark(type.get(), say("catalog.known.value", name, "type") + hint);
    }
  }

  private static Optional<ScalarNode> member(MappingNode mapping, String name) {
    return mapping.getValue().stream()
        .filter(one -> one.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name))
        .map(NodeTuple::getValueNode)
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .findFirst();
  }
}
