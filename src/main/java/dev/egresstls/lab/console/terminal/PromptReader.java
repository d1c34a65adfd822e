package dev.egresstls.lab.console.terminal;

import dev.egresstls.lab.world.background.Threads;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.reader.MaskingCallback;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * A line reader whose prompt is there before its editing commands are. JLine makes some 150 of
 * them, each of a class of its own, before it shows a prompt; nobody needs one until a key is
 * pressed.
 */
public final class PromptReader extends LineReaderImpl {
  private static final String NO_NEWLINE = "%";

  private final Runnable resized;
  private final Runnable goesOn;
  private final Burst burst = new Burst(this);
  private final LateWidgets late = new LateWidgets();
  private Optional<Runnable> whenDrawn = Optional.of(late::begin);
  private boolean stale;

  /**
   * A reader.
   *
   * @param resized called when the terminal's size has changed while a line is being read
   * @param goesOn called when the process goes on, after it was stopped, while a line is being read
   */
  public PromptReader(Terminal terminal, String name, Runnable resized, Runnable goesOn)
      throws IOException {
    super(terminal, name);
    this.resized = resized;
    this.goesOn = goesOn;
    builtinWidgets = late;
    widgets = late;
  }

  @Override
  public String readLine(String prompt, String right, MaskingCallback mask, String buffer) {
    burst.begin();
    return super.readLine(prompt, right, mask, buffer);
  }

  /**
   * Not after each key of a burst: a line of 100 KB would be drawn 100,000 times. What is typed
   * behind the end of a line may be for another program, so it is not looked at.
   */
  @Override
  protected void redisplay(boolean flush) {
    stale = state == State.NORMAL && burst.goesOn();
    if (!stale) {
      super.redisplay(flush);
      burst.drawn();
    }
    Optional<Runnable> begun = whenDrawn;
    whenDrawn = Optional.empty();
    begun.ifPresent(Runnable::run);
  }

  /** Begins something once the line is drawn, after what was to begin then before. */
  public void whenDrawn(Runnable beginning) {
    Optional<Runnable> before = whenDrawn;
    whenDrawn =
        Optional.of(
            () -> {
              before.ifPresent(Runnable::run);
              beginning.run();
            });
  }

  /** Held while something is written to the terminal. */
  ReentrantLock lock() {
    return lock;
  }

  @Override
  protected void handleSignal(Signal signal) {
    if (signal == Signal.WINCH) {
      resized.run();
    } else if (signal == Signal.CONT) {
      goesOn.run();
    }
  }

  /** The modes in which a line is read, in addition to those of the terminal's driver. */
  void modesOn() {
    terminal.puts(Capability.keypad_xmit);
    if (isSet(Option.BRACKETED_PASTE)) {
      terminal.writer().write(BRACKETED_PASTE_ON);
    }
  }

  /** Leaves these modes. */
  void modesOff() {
    terminal.puts(Capability.keypad_local);
    if (isSet(Option.BRACKETED_PASTE)) {
      terminal.writer().write(BRACKETED_PASTE_OFF);
    }
  }

  /** How many rows the cursor stands below the first one of the prompt, on a terminal so wide. */
  int below(int columns) {
    String[] lines = (prompt + buf.upToCursor()).split("\n", -1);
    int rows = lines.length - 1;
    for (String line : lines) {
      rows += Reflow.more(new AttributedString(line).columnLength(), columns);
    }
    return Math.min(rows, size.getRows() - 1);
  }

  /** Wipes out everything from a row above the cursor on. */
  void wipe(int rowsAbove) {
    terminal.puts(Capability.carriage_return);
    for (int row = 0; row < rowsAbove; row++) {
      terminal.puts(Capability.cursor_up);
    }
    terminal.puts(Capability.clr_eos);
  }

  /**
   * Goes on in column 0. What was printed last may have no end of line: it stays, with a sign
   * behind it, as in zsh. After the sign come so many blanks that the cursor is in the next row
   * unless it was in column 0, where the sign is then wiped out.
   */
  void toColumnZero() {
    boolean wrapsLate = terminal.getBooleanCapability(Capability.eat_newline_glitch);
    terminal.puts(Capability.enter_standout_mode);
    terminal.writer().write(NO_NEWLINE);
    terminal.puts(Capability.exit_standout_mode);
    terminal.writer().write(" ".repeat(Math.max(0, terminal.getWidth() - (wrapsLate ? 1 : 2))));
    wipe(0);
  }

  /** Draws the line that is being read, from the row where the cursor is, at the size of now. */
  void drawHere(String newPrompt) {
    setPrompt(newPrompt);
    size.copy(terminal.getBufferSize());
    display = new Display(terminal, false);
    display.resize(size.getRows(), size.getColumns());
    display.setDelayLineWrap(isSet(Option.DELAY_LINE_WRAP));
    redisplay();
  }

  /** At the end of the line the right arrow takes what is suggested behind it. */
  @Override
  protected boolean forwardChar() {
    return takeSuggestion() || super.forwardChar();
  }

  /** So does End, and Ctrl-E. */
  @Override
  protected boolean endOfLine() {
    return takeSuggestion() || super.endOfLine();
  }

  private boolean takeSuggestion() {
    if (stale) {
      // What is suggested is found when the line is drawn.
      super.redisplay(true);
    }
    String suggested = getTailTip();
    if (autosuggestion != SuggestionType.HISTORY
        || suggested == null
        || suggested.isEmpty()
        || buf.cursor() < buf.length()) {
      return false;
    }
    setTailTip("");
    buf.write(suggested);
    return true;
  }

  /** Asked for while the reader is made: none yet. */
  @Override
  protected Map<String, Widget> builtinWidgets() {
    return new HashMap<>();
  }

  private Map<String, Widget> all() {
    return super.builtinWidgets();
  }

  /** The editing commands by name, made when the first one is looked up. */
  private final class LateWidgets extends HashMap<String, Widget> {
    private static final long serialVersionUID = 1;
    private boolean made;

    /** Makes them once the prompt is there, so that the first key need not wait for them. */
    private void begin() {
      Threads.start("editing-commands", this::make);
    }

    private synchronized void make() {
      if (!made) {
        made = true;
        all().forEach(super::putIfAbsent);
      }
    }

    @Override
    public Widget get(Object name) {
      // Looked up before each prompt is drawn, and no editing command.
      if (!CALLBACK_INIT.equals(name)) {
        make();
      }
      return super.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
      make();
      return super.containsKey(name);
    }

    @Override
    public Set<Map.Entry<String, Widget>> entrySet() {
      make();
      return super.entrySet();
    }

    @Override
    public Set<String> keySet() {
      make();
      return super.keySet();
    }
  }
}
