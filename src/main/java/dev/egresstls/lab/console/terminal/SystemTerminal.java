package dev.egresstls.lab.console.terminal;

import java.util.Optional;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.InfoCmp;

/**
 * This process's terminal as JLine builds it, without the processes that JLine would start first:
 * {@code test} for a second way to the terminal, and {@code infocmp} for what JLine itself knows of
 * the usual terminals. Each of them takes as long as a dozen classes.
 */
public final class SystemTerminal {
  private SystemTerminal() {}

  /** A builder for it; where there is no terminal it builds one that is called dumb. */
  public static TerminalBuilder builder() {
    describe(Optional.ofNullable(System.getenv("TERM")).orElse("ansi"));
    TerminalBuilder builder = TerminalBuilder.builder().system(true).dumb(true);
    return reachedByLibrary() ? builder.exec(false) : builder;
  }

  private static void describe(String type) {
    String known = InfoCmp.getDefaultInfoCmp(type);
    if (known != null) {
      InfoCmp.setLoadedInfoCmp(type, known);
    }
  }

  /** Whether JLine's own library is there and sees a terminal. */
  private static boolean reachedByLibrary() {
    try {
      return new JniTerminalProvider().isSystemStream(SystemStream.Output);
    } catch (RuntimeException | LinkageError e) {
      return false; // none for this machine, or it cannot be written into the temporary folder
    }
  }
}
