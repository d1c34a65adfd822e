package dev.egresstls.lab.explain.context;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A row of the table of causes while it is written down; {@link #when} ends it. */
public final class RowDraft {
  private final String id;
  private final Set<Topic> explains;
  private Optional<Part> redo = Optional.empty();
  private String byHand = "";
  private String read = "";
  private Optional<List<String>> releases = Optional.empty();
  private boolean passing;
  private Set<Part> about = Set.of();

  RowDraft(String id, Topic first, Topic... more) {
    this.id = id;
    this.explains = EnumSet.of(first, more);
  }

  /** The step of a part is done again, and not what the sighting says. */
  public RowDraft redo(Part part) {
    redo = Optional.of(part);
    return this;
  }

  /** The command that does the same. */
  public RowDraft byHand(String command) {
    byHand = command;
    return this;
  }

  /** What to read. */
  public RowDraft read(String what) {
    read = what;
    return this;
  }

  /** The step to read about. */
  public RowDraft read(Part part) {
    return read("`show ${" + part.stepName() + "}`");
  }

  /** It says nothing of a lab that is not about these. */
  public RowDraft about(Part... parts) {
    about = Set.of(parts);
    return this;
  }

  /** It is about some releases of Istio: what the text about them is filled in with. */
  public RowDraft byRelease(String... filled) {
    releases = Optional.of(List.of(filled));
    return this;
  }

  /** It may pass by itself, so that it is worth waiting. */
  public RowDraft mayPass() {
    passing = true;
    return this;
  }

  /** Ends the row by how it is found out. */
  public Row when(Function<CauseContext, Optional<CauseEvidence>> look) {
    Row.Remedy remedy = new Row.Remedy(redo, byHand, read);
    return new Row(id, explains, about, remedy, releases, passing, look);
  }
}
