package dev.egresstls.lab.ledger.drift;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.served.ServedKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads an inventory of a cluster: the metadata of all objects, and for what is near the lab the
 * objects themselves, because a change that was undone still counts as one in the metadata.
 */
public final class SnapshotReader {
  /** What Kubernetes writes again and again by itself. */
  private static final Set<String> CHURNING =
      Set.of(
          "Event",
          "Lease",
          "Endpoints",
          "ComponentStatus",
          "PodMetrics",
          "NodeMetrics",
          "CSIStorageCapacity");

  /** Counters and elections that controllers keep in annotations. */
  private static final Set<String> COUNTERS =
      Set.of(
          "deployment.kubernetes.io/revision", "kubectl.kubernetes.io/last-applied-configuration");

  private static final String ELECTION = "control-plane.alpha.kubernetes.io/leader";
  private static final String DERIVED = "endpointslice.kubernetes.io/managed-by";
  private static final String MIRRORED = "endpointslicemirroring-controller.k8s.io";

  /** What the server writes into metadata of its own accord. */
  private static final List<String> SERVERS =
      List.of(
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "managedFields",
          "selfLink",
          "annotations");

  private final Resources resources;
  private final Set<String> near;

  private final Map<String, Snapshot.Item> items = new TreeMap<>();
  private final List<String> kinds = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private final Set<String> derived = new HashSet<>();

  /**
   * A reader of one cluster.
   *
   * @param near the namespaces in which the lab works, whose objects are read whole
   */
  public SnapshotReader(Resources resources, Set<String> near) {
    this.resources = resources;
    this.near = Set.copyOf(near);
  }

  /**
   * Reads one; nothing is changed.
   *
   * @throws LabFailure if the cluster does not answer, or does not say what it serves
   */
  public Snapshot read(Instant now) throws InterruptedException {
    for (ServedKind kind : resources.served()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!churns(kind.kind())) {
        kind(kind);
      }
    }
    return new Snapshot(now.toString(), items, kinds, unread, derived.size());
  }

  /** Whether Kubernetes writes objects of a kind again and again by itself. */
  public static boolean churns(String kind) {
    return CHURNING.contains(kind);
  }

  private void kind(ServedKind kind) {
    try {
      Set<String> seen = new HashSet<>();
      resources.metadata(kind, chunk -> chunk.forEach(one -> add(kind, one, seen)));
      contents(kind, seen).forEach(this::setContent);
      kinds.add(title(kind));
    } catch (LabFailure e) {
      if (!isOfThisKindAlone(kind, e.problem())) {
        throw e;
      }
      unread.add(title(kind));
    }
  }

  /** An API of someone else's server may be out of order while the cluster's own is not. */
  private static boolean isOfThisKindAlone(ServedKind kind, Problem problem) {
    return problem.kind() == Problem.Kind.DENIED
        || (problem.kind() != Problem.Kind.INTERRUPTED && kind.group().contains("."));
  }

  private void add(ServedKind kind, Tree one, Set<String> namespaces) {
    String name = name(kind, one);
    namespaces.add(namespace(one));
    if (isDerived(one)) {
      derived.add(name);
    } else {
      items.put(name, item(kind.kind(), one));
    }
  }

  private void setContent(String name, String digest) {
    items.computeIfPresent(name, (key, item) -> item.with(digest));
  }

  /**
   * The digests of the objects that are read whole; Secrets are not, so that none can be predicted.
   */
  private Map<String, String> contents(ServedKind kind, Set<String> namespaces) {
    Map<String, String> contents = new LinkedHashMap<>();
    if (kind.kind().equals("Secret")) {
      return contents;
    }
    if (kind.kind().equals("Namespace")) {
      resources
          .list(Query.all(kind.apiVersion(), kind.kind()))
          .forEach(one -> contents.put(name(kind, one), content(one)));
    }
    near.stream()
        .filter(namespaces::contains)
        .flatMap(ns -> resources.list(Query.in(ns, kind.apiVersion(), kind.kind())).stream())
        .forEach(one -> contents.put(name(kind, one), content(one)));
    return contents;
  }

  /** {@code Service}, {@code Deployment.apps}. */
  private static String title(ServedKind kind) {
    return kind.kind() + (kind.group().isEmpty() ? "" : "." + kind.group());
  }

  private static String name(ServedKind kind, Tree object) {
    String namespace = namespace(object).isEmpty() ? "" : namespace(object) + "/";
    return Neutral.line(title(kind) + " " + namespace + object.at("metadata.name").text(""));
  }

  private static String namespace(Tree object) {
    return object.at("metadata.namespace").text("");
  }

  /** What follows another object, which is compared itself, or an election that goes on. */
  private static boolean isDerived(Tree object) {
    boolean owned =
        object.at("metadata.ownerReferences").items().stream()
            .anyMatch(owner -> owner.get("controller").isTrue());
    String slices = object.at("metadata.labels").get(DERIVED).text("");
    return owned
        || slices.startsWith("endpointslice-controller")
        || slices.equals(MIRRORED)
        || object.at("metadata.annotations").get(ELECTION).isPresent();
  }

  /** What is kept of an object, by its metadata alone. */
  public static Snapshot.Item item(String kind, Tree object) {
    Tree metadata = object.get("metadata");
    // A node's kubelet writes labels and annotations all the time; the node itself is what counts.
    boolean node = kind.equals("Node");
    return new Snapshot.Item(
        metadata.get("uid").text(""),
        node ? "" : digest(marks(metadata)),
        node ? 0 : metadata.get("generation").number(0),
        node ? "" : digest(writers(metadata)),
        Optional.empty(),
        lastWriter(metadata));
  }

  private static String marks(Tree metadata) {
    Tree annotations = annotations(metadata);
    List<String> owners =
        metadata.get("ownerReferences").items().stream()
            .map(owner -> owner.get("kind").text("") + "/" + owner.get("name").text(""))
            .toList();
    return sorted(metadata.get("labels"))
        + sorted(annotations)
        + owners
        + metadata.get("finalizers").texts();
  }

  private static Tree annotations(Tree metadata) {
    Tree annotations = metadata.get("annotations");
    for (String counter : COUNTERS) {
      annotations = annotations.without(counter);
    }
    return annotations;
  }

  private static String sorted(Tree pairs) {
    Map<String, String> sorted = new TreeMap<>();
    pairs.fields().forEach((key, value) -> sorted.put(key, value.text("")));
    return sorted.toString();
  }

  private static List<Tree> entries(Tree metadata) {
    return metadata.get("managedFields").items().stream()
        .filter(entry -> !entry.get("subresource").text("").equals("status"))
        .toList();
  }

  private static String writers(Tree metadata) {
    return entries(metadata).stream()
        .map(entry -> entry.get("manager").text("") + Json.write(entry.get("fieldsV1")))
        .sorted()
        .toList()
        .toString();
  }

  private static String lastWriter(Tree metadata) {
    return entries(metadata).stream()
        .max(Comparator.comparing(entry -> entry.get("time").text("")))
        .map(
            entry ->
                Neutral.line(
                    say(
                        "ledger.drift.by",
                        entry.get("manager").text("?"),
                        entry.get("time").text("?"))))
        .orElse("");
  }

  private static String content(Tree object) {
    Tree metadata = object.get("metadata");
    for (String field : SERVERS) {
      metadata = metadata.without(field);
    }
    return digest(Json.write(canonical(object.without("status").with("metadata", metadata))));
  }

  /** Servers may give fields in another order the next time. */
  private static Tree canonical(Tree value) {
    if (value.isObject()) {
      Map<String, Object> sorted = new TreeMap<>();
      value.fields().forEach((key, one) -> sorted.put(key, canonical(one)));
      return Tree.of(sorted);
    }
    return value.isList()
        ? Tree.of(value.items().stream().map(SnapshotReader::canonical).toList())
        : value;
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
