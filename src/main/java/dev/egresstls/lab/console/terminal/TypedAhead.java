package dev.egresstls.lab.console.terminal;

import org.jline.utils.NonBlockingReader;

/**
 * What was typed while nobody could see what it would answer. It is looked at when a line begins to
 * be read, before the prompt is drawn: what is typed after that was typed by somebody who could
 * read the prompt.
 */
public final class TypedAhead {
  private static final long PEEK_MILLIS = 1;

  private final PromptReader reader;
  private final DriverModes modes;

  /** That of a reader, at a terminal with these modes. */
  public TypedAhead(PromptReader reader, DriverModes modes) {
    this.reader = reader;
    this.modes = modes;
  }

  /** Before a question: nothing that was typed earlier answers it. */
  public void drop() {
    while (next() >= 0) {
      reader.readCharacter();
    }
  }

  /**
   * Before a prompt: commands may be typed ahead, but an Enter alone, which does the next step, was
   * struck by somebody who could not see which step that is.
   */
  public void dropEnters() {
    for (int key = next(); key == '\r' || key == '\n'; key = next()) {
      reader.readCharacter();
    }
  }

  /** The next key; negative if there is none yet, or none any more. */
  private int next() {
    // A look at a terminal costs up to a tenth of a second if nothing is there.
    return modes.nothingTyped()
        ? NonBlockingReader.READ_EXPIRED
        : reader.peekCharacter(PEEK_MILLIS);
  }
}
