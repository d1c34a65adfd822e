package dev.egresstls.lab.shell.console;

import dev.egresstls.lab.render.text.Theme;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.SuggestionType;
import org.jline.reader.ParsedLine;
import org.jline.reader.impl.LineReaderImpl;

/** What helps while a line is typed: Tab, colours, earlier lines, and what they suggest. */
public final class LineHelp implements Completer {
  private static final int LINES_KEPT = 500;

  private final LineReaderImpl reader;
  private final boolean suggests;
  private final LineColours colours;
  private volatile Choices choices = Choices.NONE;

  /**
   * Helps at a reader.
   *
   * @param history the file that keeps what was typed
   */
  public LineHelp(LineReaderImpl reader, Theme theme, Path history) {
    this.reader = reader;
    this.suggests = theme.colour(); // without, nobody could tell what was typed from what was not
    this.colours = new LineColours(theme);
    reader.setVariable(LineReader.HISTORY_FILE, history);
    reader.setVariable(LineReader.HISTORY_SIZE, LINES_KEPT);
    reader.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
    reader.option(LineReader.Option.HISTORY_IGNORE_SPACE, true);
    // Tab shows what there is, and never types one of several.
    reader.option(LineReader.Option.AUTO_MENU, false);
    reader.setHighlighter(colours);
    reader.setCompleter(this);
    reader.setHistory(new QuietHistory());
  }

  /**
   * A line is read now. An answer to a question is nothing to suggest, and nothing is suggested for
   * one.
   */
  public void know(Choices now) {
    boolean command = now != Choices.NONE;
    choices = now;
    colours.know(now);
    reader.setVariable(LineReader.DISABLE_HISTORY, !command);
    reader.setAutosuggestion(command && suggests ? SuggestionType.HISTORY : SuggestionType.NONE);
  }

  @Override
  public void complete(LineReader in, ParsedLine line, List<Candidate> found) {
    String typed = line.word().substring(0, Math.min(line.wordCursor(), line.word().length()));
    choices.after(line.words().subList(0, line.wordIndex()), typed).stream()
        .map(LineHelp::candidate)
        .forEach(found::add);
  }

  private static Candidate candidate(Choices.Choice one) {
    String says = one.says().isEmpty() ? null : one.says();
    return new Candidate(one.word(), one.word(), null, says, null, null, one.whole());
  }
}
