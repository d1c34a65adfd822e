package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command and what it prints, as a page quotes them: {@code $ command}, then lines. A line of
 * three dots stands for any number of lines, and an ellipsis for anything in a line.
 *
 * @param line where the command begins, counted from 0
 * @param command in one line
 * @param first where what it prints begins
 * @param lines what it prints
 */
record QuotedOutput(int line, String command, int first, List<String> lines) {
  private static final String PROMPT = "$ ";
  private static final String ANY_LINES = "...";
  private static final String ANYTHING = "…";

  /** A line that is not as it was printed, counted from 0, and a sentence that says so. */
  record Difference(int line, String what) {}

  QuotedOutput {
    lines = List.copyOf(lines);
  }

  /** Those of a block of {@code console}; empty if it begins with something else. */
  static List<QuotedOutput> in(List<String> block) {
    List<QuotedOutput> all = new ArrayList<>();
    for (int at = 0; at < block.size(); ) {
      if (!block.get(at).startsWith(PROMPT)) {
        return List.of();
      }
      int line = at;
      StringBuilder command = new StringBuilder(block.get(at++).substring(PROMPT.length()).strip());
      at = PageCommand.continued(command, block, at);
      int first = at;
      while (at < block.size() && !block.get(at).startsWith(PROMPT)) {
        at++;
      }
      all.add(new QuotedOutput(line, command.toString(), first, block.subList(first, at)));
    }
    return all;
  }

  /** The first difference from what was printed; empty if it is the same. */
  Optional<Difference> difference(List<String> printed) {
    List<String> found = printed.stream().filter(line -> !line.isBlank()).toList();
    int at = 0;
    boolean anyLines = false;
    for (int i = 0; i < lines.size(); i++) {
      String quoted = lines.get(i).strip();
      if (quoted.equals(ANY_LINES)) {
        anyLines = true;
      } else if (!quoted.isEmpty()) {
        Pattern pattern = pattern(quoted);
        int from = at;
        while (anyLines && at < found.size() && !matches(pattern, found.get(at))) {
          at++;
        }
        if (at >= found.size()) {
          return Optional.of(
              new Difference(
                  first + i,
                  anyLines && from < found.size()
                      ? say("app.author.quote.later", quoted)
                      : say("app.author.quote.end", quoted)));
        }
        if (!matches(pattern, found.get(at))) {
          String what = say("app.author.quote.other", quoted, found.get(at).strip());
          return Optional.of(new Difference(first + i, what));
        }
        at++;
        anyLines = false;
      }
    }
    return anyLines || at >= found.size()
        ? Optional.empty()
        : Optional.of(
            new Difference(
                first + lines.size() - 1, say("app.author.quote.more", found.get(at).strip())));
  }

  private static boolean matches(Pattern pattern, String line) {
    return pattern.matcher(line.strip()).matches();
  }

  private static Pattern pattern(String quoted) {
    return Pattern.compile(
        Stream.of(quoted.split(ANYTHING, -1))
            .map(
                part ->
                    Stream.of(part.split("\\s+", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("\\s+")))
            .collect(Collectors.joining(".*")));
  }
}
