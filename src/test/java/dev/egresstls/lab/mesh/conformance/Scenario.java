package dev.egresstls.lab.mesh.conformance;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * What is changed from the tutorial's state, and what comes of it.
 *
 * @param id the same as that of a capture, if there are any of it
 * @param changed from the tutorial, a sentence without a full stop
 * @param settings of the installation, where they are not the usual ones
 * @param client the app of the pod that sends: {@code curl}, or {@code curl-plain} without a
 *     sidecar
 * @param objects in the order in which they come to be, with the moment in their metadata
 * @param then what happens afterwards: {@code delete: Kind name}, {@code apply: object}
 * @param captured the name of its one capture, if that is not told by version and id
 * @param unpractised why the practice cluster cannot show it
 */
public record Scenario(
    String id,
    String changed,
    Tree settings,
    String client,
    List<Tree> objects,
    List<Tree> then,
    Optional<String> captured,
    Optional<String> unpractised,
    List<Row> rows) {

  /** The versions that any of its rows is for, each once. */
  public List<String> versions() {
    return rows.stream().flatMap(row -> row.istio().stream()).distinct().toList();
  }

  /** The rows for a version. */
  public List<Row> rows(String version) {
    return rows.stream().filter(row -> row.istio().contains(version)).toList();
  }

  /** How Istio is installed for it. */
  public SetUp setUp(String version) {
    return SetUp.of(version, settings);
  }

  /** Its objects in the version of BackendTLSPolicy that goes with a set-up. */
  public List<Tree> objects(SetUp setUp) {
    return objects.stream().map(setUp::inItsVersion).toList();
  }
}
