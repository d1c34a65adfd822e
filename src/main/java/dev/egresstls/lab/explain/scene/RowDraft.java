package dev.egresstls.lab.explain.scene;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A row of the table of causes while it is written down; {@link #when} ends it. */
public final class RowDraft {
  private final String id;
  private final Set<Topic> explains;
  private String because = "";
  private String recognised = "";
  private Optional<Part> redo = Optional.empty();
  private String fix = "";
  private String byHand = "";
  private String read = "";
  private String versions = "";
  private boolean passing;

  RowDraft(String id, Topic first, Topic... more) {
    this.id = id;
    this.explains = EnumSet.of(first, more);
  }

  public RowDraft because(String sentence) {
    because = sentence;
    return this;
  }

  public RowDraft recognised(String where) {
    recognised = where;
    return this;
  }

  /** The step of a part is done again. */
  public RowDraft redo(Part part, String what) {
    redo = Optional.of(part);
    return fix(what);
  }

  /** What the sighting says is done. */
  public RowDraft fix(String what) {
    fix = what;
    return this;
  }

  public RowDraft byHand(String command) {
    byHand = command;
    return this;
  }

  public RowDraft read(String what) {
    read = what;
    return this;
  }

  public RowDraft versions(String which) {
    versions = which;
    return this;
  }

  /** It may pass by itself, so that it is worth waiting. */
  public RowDraft mayPass() {
    passing = true;
    return this;
  }

  /** Ends the row by how it is found out. */
  public Row when(Function<Scene, Optional<Sighting>> look) {
    return new Row(
        id, explains, because, recognised, redo, fix, byHand, read, versions, passing, look);
  }
}
