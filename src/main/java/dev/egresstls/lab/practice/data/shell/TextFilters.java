package dev.egresstls.lab.practice.data.shell;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Programs that read lines and print some of them. */
final class TextFilters {
  private static final int DEFAULT_LINES = 10;
  private static final int USAGE = 2;

  private TextFilters() {}

  static int head(Invocation call) {
    List<String> lines = SmallPrograms.lines(call);
    print(call, lines.subList(0, Math.min(count(call), lines.size())));
    return 0;
  }

  static int tail(Invocation call) {
    List<String> lines = SmallPrograms.lines(call);
    print(call, lines.subList(Math.max(0, lines.size() - count(call)), lines.size()));
    return 0;
  }

  /** The number in {@code -n 3}, {@code -n3} or {@code -3}. */
  private static int count(Invocation call) {
    return call.arguments().stream()
        .map(word -> word.replaceFirst("^-n?", ""))
        .filter(word -> word.matches("\\d{1,6}"))
        .map(Integer::parseInt)
        .findFirst()
        .orElse(DEFAULT_LINES);
  }

  static int wc(Invocation call) {
    call.out().print(SmallPrograms.lines(call).size() + "\n");
    return 0;
  }

  static int grep(Invocation call) {
    List<String> options = call.arguments().stream().filter(word -> word.startsWith("-")).toList();
    List<String> words = call.arguments().stream().filter(word -> !word.startsWith("-")).toList();
    if (words.isEmpty()) {
      call.err().print("grep: no pattern\n");
      return USAGE;
    }
    boolean ignoresCase = options.stream().anyMatch(option -> option.contains("i"));
    boolean inverts = options.stream().anyMatch(option -> option.contains("v"));
    Pattern pattern = pattern(words.get(0), ignoresCase);
    List<String> found =
        SmallPrograms.lines(call).stream()
            .filter(line -> pattern.matcher(line).find() != inverts)
            .toList();
    print(call, found);
    return found.isEmpty() ? 1 : 0;
  }

  private static Pattern pattern(String text, boolean ignoresCase) {
    int flags = ignoresCase ? Pattern.CASE_INSENSITIVE : 0;
    try {
      return Pattern.compile(text, flags);
    } catch (PatternSyntaxException e) {
      return Pattern.compile(Pattern.quote(text), flags);
    }
  }

  private static void print(Invocation call, List<String> lines) {
    lines.forEach(line -> call.out().print(line + "\n"));
  }
}
