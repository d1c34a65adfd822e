package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command on a page, which is run without a shell: words, and at most a text to read. What only a
 * shell can do, such as a pipe, is refused.
 *
 * @param line where it begins, counted from 0
 * @param text as it stands on the page, without the text that it reads
 * @param words the program and its arguments
 * @param input what it reads
 */
record PageCommand(int line, String text, List<String> words, Optional<String> input) {
  private static final Set<String> PROGRAMS =
      Set.of("kubectl", "kind", "istioctl", "egresstls-lab");
  private static final Pattern HERE = Pattern.compile("(.*?)\\s*<<(['\"]?)([A-Za-z_]+)\\2\\s*");
  private static final Pattern EXPANDED = Pattern.compile("[$`]");

  /** Why a command is not run. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient int line;
    private final transient boolean elsewhere;

    Refused(int line, String why) {
      this(line, why, false);
    }

    /**
     * A refusal.
     *
     * @param elsewhere whether it may be right where there is a shell, or a network
     */
    Refused(int line, String why, boolean elsewhere) {
      super(why);
      this.line = line;
      this.elsewhere = elsewhere;
    }

    boolean elsewhere() {
      return elsewhere;
    }

    int line() {
      return line;
    }
  }

  PageCommand {
    words = List.copyOf(words);
  }

  /** The commands of a block of {@code sh}, one a line. */
  static List<PageCommand> in(List<String> lines) throws Refused {
    List<PageCommand> commands = new ArrayList<>();
    for (int at = 0; at < lines.size(); ) {
      int first = at;
      StringBuilder text = new StringBuilder(lines.get(at++).strip());
      at = continued(text, lines, at);
      if (text.length() == 0 || text.charAt(0) == '#') {
        continue;
      }
      Matcher here = HERE.matcher(text);
      Optional<String> input = Optional.empty();
      if (here.matches()) {
        int end = lines.subList(at, lines.size()).indexOf(here.group(3));
        if (end < 0) {
          throw new Refused(first, say("app.author.page.no-end", here.group(3)));
        }
        input = Optional.of(String.join("\n", lines.subList(at, at + end)) + "\n");
        if (here.group(2).isEmpty() && EXPANDED.matcher(input.get()).find()) {
          throw new Refused(first, say("app.author.page.shell", "$"), true);
        }
        at += end + 1;
      }
      commands.add(of(first, here.matches() ? here.group(1) : text.toString(), input));
    }
    return commands;
  }

  /**
   * Appends the lines in which a line goes on, as a backslash at its end says.
   *
   * @param at the one behind it
   * @return the one behind the last of them
   */
  static int continued(StringBuilder text, List<String> lines, int at) {
    int next = at;
    while (text.length() > 0 && text.charAt(text.length() - 1) == '\\' && next < lines.size()) {
      text.setLength(text.length() - 1);
      text.append(lines.get(next++).strip());
    }
    return next;
  }

  /** One command. */
  static PageCommand of(int line, String text, Optional<String> input) throws Refused {
    List<String> words = words(line, text);
    if (words.isEmpty() || !PROGRAMS.contains(words.get(0))) {
      throw new Refused(line, say("app.author.page.program", words.isEmpty() ? "" : words.get(0)));
    }
    return new PageCommand(line, text, words, input);
  }

  /** The same with files in the place of their names. */
  PageCommand naming(Map<String, String> files) {
    List<String> named = words.stream().map(word -> files.getOrDefault(word, word)).toList();
    return new PageCommand(line, text, named, input);
  }

  /** As a shell takes them apart, where nothing is replaced. */
  private static List<String> words(int line, String text) throws Refused {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean begun = false;
    char quote = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
        begun = true;
      } else if (quote != '\'' && "$`".indexOf(c) >= 0
          || quote == 0 && "|&;<>()*".indexOf(c) >= 0) {
        throw new Refused(line, say("app.author.page.shell", c), true);
      } else if (quote != '\'' && c == '\\' && at + 1 < text.length()) {
        word.append(text.charAt(++at));
        begun = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (quote != 0) {
      throw new Refused(line, say("app.author.page.quote", quote));
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }
}
