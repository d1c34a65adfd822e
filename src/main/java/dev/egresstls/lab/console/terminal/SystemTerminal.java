package dev.egresstls.lab.console.terminal;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.InfoCmp;
import org.jline.utils.OSUtils;

/**
 * This process's terminal, without the processes that JLine would start first: {@code test} for a
 * second way to the terminal, and {@code infocmp} for what JLine itself knows of the usual
 * terminals. Each of them takes as long as a dozen classes.
 */
public final class SystemTerminal {
  private SystemTerminal() {}

  /**
   * Opens it; where there is no terminal, one that is called dumb.
   *
   * @param error whether what is written goes to stderr
   * @param signals whether its signals are handled, as where lines are edited; that may be at a
   *     terminal which only stderr leads to
   */
  public static Terminal open(Charset charset, boolean error, boolean signals) throws IOException {
    String type = Optional.ofNullable(System.getenv("TERM")).orElse("ansi");
    Optional<KnownTerminal> known = error ? Optional.empty() : known(type, charset, signals);
    if (known.isPresent()) {
      return known.get();
    }
    SystemOutput output = signals ? SystemOutput.SysOutOrSysErr : SystemOutput.SysOut;
    return builder(type)
        .systemOutput(error ? SystemOutput.SysErr : output)
        .encoding(charset)
        .nativeSignals(signals)
        .build();
  }

  /** The same, of whatever type it is: even one that is called dumb has a width. */
  public static Terminal ofAnyType(Charset charset) throws IOException {
    return builder("ansi").type("ansi").encoding(charset).nativeSignals(false).build();
  }

  private static Optional<KnownTerminal> known(String type, Charset charset, boolean signals)
      throws IOException {
    return !OSUtils.IS_WINDOWS && KnownTerminal.isKnown(type) && reachedByLibrary()
        ? Optional.of(
            new KnownTerminal(
                type, new JniTerminalProvider().current(SystemStream.Output), charset, signals))
        : Optional.empty();
  }

  private static TerminalBuilder builder(String type) {
    InfoCmp.setLoadedInfoCmp(type, description(type));
    TerminalBuilder builder = TerminalBuilder.builder().system(true).dumb(true);
    return reachedByLibrary() ? builder.exec(false) : builder;
  }

  /**
   * What a type of terminal can do: what JLine knows of it, or this machine. Of a type that neither
   * knows, as over ssh from a new terminal, JLine would say so in a stack trace, and take "ansi".
   */
  private static String description(String type) {
    String known = InfoCmp.getDefaultInfoCmp(type);
    if (known != null) {
      return known;
    }
    try {
      return InfoCmp.getInfoCmp(type);
    } catch (IOException e) {
      return InfoCmp.getDefaultInfoCmp("ansi");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return InfoCmp.getDefaultInfoCmp("ansi");
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
