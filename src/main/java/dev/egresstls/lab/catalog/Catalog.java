package dev.egresstls.lab.catalog;

import dev.egresstls.lab.lab.Lab;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The labs that there are: those that come with the program, or the one in a folder. */
public final class Catalog {
  /** The labs that come with the program, by id. */
  public static Catalog builtIn() {
    throw new UnsupportedOperationException();
  }

  /** The lab in a folder on disk, which holds {@code lab.yaml}. */
  public static Catalog folder(Path folder) {
    throw new UnsupportedOperationException();
  }

  /** Ids of the labs; the first is the default. */
  public List<String> ids() {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads a lab for one of its tracks.
   *
   * @param track its id; empty for the lab's first
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is no such lab or track, or the lab
   *     has mistakes: all of them stand in the problem's evidence, one after the other, each with
   *     its line and a caret
   */
  public Lab read(String id, Optional<String> track) {
    throw new UnsupportedOperationException();
  }
}
