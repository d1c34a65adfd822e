package dev.egresstls.lab.shell.console;

import dev.egresstls.lab.render.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.LineReader;
import org.jline.reader.impl.DefaultHighlighter;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** Paints the words of the line that are known, and a command that is none. */
final class LineColours extends DefaultHighlighter {
  private static final Pattern WORD = Pattern.compile("\\S+");

  /** Whatever is longer was pasted, and is painted at no key. */
  private static final int LONGEST = 500;

  private final Theme theme;
  private volatile Choices choices = Choices.NONE;

  LineColours(Theme theme) {
    this.theme = theme;
  }

  /** What is known of the line that is read from now on. */
  void know(Choices now) {
    choices = now;
  }

  @Override
  public AttributedString highlight(LineReader reader, String line) {
    boolean plain = !theme.colour() || choices == Choices.NONE || line.length() > LONGEST;
    return plain || selects(reader) ? super.highlight(reader, line) : painted(line);
  }

  /** What is searched for or selected is marked by JLine. */
  private static boolean selects(LineReader reader) {
    return reader.getRegionActive() != LineReader.RegionType.NONE
        || reader.getSearchTerm() != null && !reader.getSearchTerm().isEmpty();
  }

  private AttributedString painted(String line) {
    AttributedStringBuilder all = new AttributedStringBuilder();
    List<String> before = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    int from = 0;
    while (word.find()) {
      all.append(line, from, word.start());
      String painted = theme.paint(choices.role(List.copyOf(before), word.group()), word.group());
      AttributedString one = AttributedString.fromAnsi(painted);
      // A word that is not shown as it is must not shift the cursor.
      all.append(one.toString().equals(word.group()) ? one : new AttributedString(word.group()));
      before.add(word.group());
      from = word.end();
    }
    return all.append(line, from, line.length()).toAttributedString();
  }
}
