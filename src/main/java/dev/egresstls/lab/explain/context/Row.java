package dev.egresstls.lab.explain.context;

import static dev.egresstls.lab.message.Messages.say;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One cause that may be true: a row of the table. Its texts are in the message bundle under {@code
 * explain.cause.ID}. They may name {@code ${ns}}, {@code ${client}}, {@code ${service}}, {@code
 * ${slice}}, {@code ${policy}}, {@code ${host}}, {@code ${port}}, {@code ${portName}}, the lab's
 * variables, and what the sighting gives.
 *
 * @param id stable and kebab-case
 * @param explains the failing checks that it explains
 * @param about the parts without which a lab has nothing to do with it
 * @param remedy what to do about it
 * @param releases what the text about releases of Istio is filled in with; empty if it is about all
 * @param passing whether it may pass by itself, so that it is worth waiting
 * @param look whether it is so
 */
public record Row(
    String id,
    Set<Topic> explains,
    Set<Part> about,
    Remedy remedy,
    Optional<List<String>> releases,
    boolean passing,
    Function<CauseContext, Optional<CauseEvidence>> look) {

  /**
   * What to do about a cause.
   *
   * @param redo the part whose step is done again to fix it, unless the sighting says more
   * @param byHand a command that does the same; empty for the command that the step shows
   * @param read what to read, such as a command of the lab
   */
  public record Remedy(Optional<Part> redo, String byHand, String read) {
    public Remedy {
      Objects.requireNonNull(redo);
      Objects.requireNonNull(byHand);
    }
  }

  public Row {
    explains = Set.copyOf(explains);
    about = Set.copyOf(about);
    Objects.requireNonNull(look);
    for (String text : List.of(id, remedy.read())) {
      if (text.isBlank()) {
        throw new IllegalArgumentException("a cause that does not say all of it: " + id);
      }
    }
  }

  /** Begins a row. */
  public static RowDraft of(String id, Topic first, Topic... more) {
    return new RowDraft(id, first, more);
  }

  /** The same, for labs that are about a part alone. */
  public Row about(Part part) {
    Set<Part> more = new HashSet<>(about);
    more.add(part);
    return new Row(id, explains, more, remedy, releases, passing, look);
  }

  /** What is so, and what comes of it: one sentence without a full stop. */
  public String because() {
    return say("explain.cause." + id + ".because");
  }

  /** The object and field that say so, for the document. */
  public String recognised() {
    return say("explain.cause." + id + ".recognised");
  }

  /** What {@code fix} does, in the third person. */
  public String fix() {
    return say("explain.cause." + id + ".fix");
  }

  /** The releases of Istio that it is about; empty for all. */
  public String versions() {
    return releases
        .map(filled -> say("explain.releases." + id, filled.get(0), filled.get(filled.size() - 1)))
        .orElse("");
  }

  /** Whether it explains one of these. */
  public boolean explainsAny(Set<Topic> red) {
    return explains.stream().anyMatch(red::contains);
  }

  /** What fixes it. */
  public List<Act> acts(CauseContext scene, CauseEvidence sighting) {
    return sighting.acts().isEmpty()
        ? remedy.redo().map(scene::redo).map(List::of).orElse(List.of())
        : sighting.acts();
  }
}
