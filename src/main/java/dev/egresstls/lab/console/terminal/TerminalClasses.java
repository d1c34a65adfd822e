package dev.egresstls.lab.console.terminal;

import java.util.List;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.nativ.JLineNativeLoader;
import org.jline.reader.impl.BufferImpl;
import org.jline.reader.impl.CompletionMatcherImpl;
import org.jline.reader.impl.DefaultExpander;
import org.jline.reader.impl.DefaultHighlighter;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.KillRing;
import org.jline.reader.impl.UndoTree;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Attributes;
import org.jline.terminal.MouseEvent;
import org.jline.terminal.Size;
import org.jline.terminal.impl.MouseSupport;
import org.jline.terminal.impl.NativeSignalHandler;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.impl.jni.linux.LinuxNativePty;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.ColorPalette;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp;
import org.jline.utils.InputStreamReader;
import org.jline.utils.Log;
import org.jline.utils.NonBlocking;
import org.jline.utils.Signals;
import org.jline.utils.WCWidth;

/**
 * What a terminal with line editing takes longest over: its classes. They are loaded while the
 * arguments are read, on a processor that has nothing else to do; no terminal is opened by that.
 */
public final class TerminalClasses {
  /** In the order in which they are needed. */
  private static final List<Class<?>> ALL =
      List.of(
          Log.class,
          KnownTerminal.class,
          JniTerminalProvider.class,
          JLineNativeLoader.class,
          LinuxNativePty.class,
          Attributes.class,
          NativeSignalHandler.class,
          MouseEvent.class,
          InfoCmp.Capability.class,
          ColorPalette.class,
          InputStreamReader.class,
          NonBlocking.class,
          InfoCmp.class,
          Signals.class,
          Size.class,
          PromptReader.class,
          DefaultHistory.class,
          DefaultHighlighter.class,
          DefaultParser.class,
          DefaultExpander.class,
          CompletionMatcherImpl.class,
          BufferImpl.class,
          KillRing.class,
          KeyMap.class,
          MouseSupport.class,
          UndoTree.class,
          BindingReader.class,
          Display.class,
          AttributedStringBuilder.class,
          WCWidth.class,
          TerminalScreen.class);

  private TerminalClasses() {}

  /** Loads them. What cannot be loaded is reported when it is needed. */
  public static void load() {
    for (Class<?> one : ALL) {
      try {
        Class.forName(one.getName(), true, one.getClassLoader());
      } catch (ClassNotFoundException | LinkageError e) {
        return;
      }
    }
  }
}
