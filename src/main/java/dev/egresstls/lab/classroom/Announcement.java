package dev.egresstls.lab.classroom;

import dev.egresstls.lab.ledger.ClassNote;
import dev.egresstls.lab.ledger.LedgeredWorld;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a trainer says to every lab of a class. */
public final class Announcement {
  private static final int LONGEST = 300;

  private final ClassNote note;

  /** The announcements of a class, in the trainer's namespace. */
  public Announcement(LedgeredWorld world, String course) {
    this.note = world.note(course, ClassNames.NEWS);
  }

  static String shortened(String line) {
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /** Says something; an empty text takes back what was said. */
  public void say(String text) {
    write(Seat.SAYS, text.isBlank() ? Optional.empty() : Optional.of(shortened(text)));
  }

  /** Lets everybody stop before a step; empty to go on. */
  public void pause(Optional<String> step) {
    write(Seat.PAUSE, step);
  }

  private void write(String key, Optional<String> value) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put(key, value.orElse(null));
    note.write(data);
  }
}
