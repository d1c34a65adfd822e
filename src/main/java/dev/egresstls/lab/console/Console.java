package dev.egresstls.lab.console;

import dev.egresstls.lab.render.Paper;
import dev.egresstls.lab.render.text.Line;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Where a learner types and reads. */
public interface Console extends Paper, AutoCloseable {
  /**
   * Waits for a line. Ctrl-C throws away what was typed and waits on.
   *
   * @param prompt what stands before the line; asked again when {@link #promptChanged} is called
   * @param choices what Tab offers, where a line is edited
   * @return empty once there is nothing more to read (Ctrl-D, the end of the file), or after {@link
   *     #leave}
   */
  Optional<String> read(Supplier<String> prompt, Choices choices);

  /**
   * Asks for one line. Unlike at {@link #read}, Ctrl-C ends the question.
   *
   * @return empty once there is nothing more to read, or after {@link #leave}
   * @throws InterruptedException if Ctrl-C was pressed
   */
  Optional<String> ask(Supplier<String> prompt) throws InterruptedException;

  /** Empties the screen, where what was printed can be undone. */
  void clear();

  /**
   * Ends the reading: there is nothing to type for any more. A line that is being read is thrown
   * away where the terminal allows that, else the next one is the last.
   */
  void leave();

  /**
   * Shows a page to read: laid out for the width as it is now, laid out again when that changes
   * while the page is what was shown last, and with a pager if it does not fit on the screen. Where
   * nothing can be undone it is printed.
   *
   * @param page its lines for a width in columns
   */
  void page(IntFunction<List<Line>> page) throws InterruptedException;

  /** Writes the prompt again, if a line is being read, and the status bar. */
  void promptChanged();

  /**
   * Keeps a row at the bottom of the terminal, where it has room for one.
   *
   * @param bar the row at a width; asked again by {@link #promptChanged}, and whenever the width
   *     changes
   */
  void bar(IntFunction<Line> bar);

  /**
   * Lets something else have the whole terminal, such as a pager or the user's shell: in the modes
   * in which it was found, without a status bar. Ctrl-C is for whoever has the terminal then; what
   * is printed meanwhile is shown afterwards.
   *
   * @return what it gave
   */
  <T> T away(Callable<T> work) throws Exception;

  /**
   * Does something that Ctrl-C interrupts: the thread that does it, not the program.
   *
   * @return what it gave
   * @throws InterruptedException if it was interrupted
   */
  <T> T interruptibly(Callable<T> work) throws Exception;

  /**
   * Begins something as soon as the next prompt is seen, which would be seen later if that were
   * under way; at once where no line is edited.
   */
  default void afterPrompt(Runnable beginning) {
    beginning.run();
  }

  /** Whether somebody is there to answer a question. */
  boolean attended();

  /** Gives the terminal back as it was. */
  @Override
  void close();
}
