package dev.egresstls.lab.house;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The right column of docs/words.md: words that no text for people may use. */
public final class Words {
  private static final Pattern PRIVATE =
      Pattern.compile(
          "\\b(sittings?|foret(old|ells?)|guess(es|ed)?|trials?|tak(en?|es)( (it|that|this))? back"
              + "|(is|are|was|turns) (red|green)|red step|stands?|(is|are|was) told|anew|beside"
              + "|by itself|whoever|because of what|said no|come about|thrown? away|for ever"
              + "|get(s|ting)? rid of|one listener an|left out|under way|cut short|looked again"
              + "|somebody|foresee|tak(en|es) away)\\b",
          Pattern.CASE_INSENSITIVE);

  /** Parts of lines that may hold such a word, and why. */
  private static final Set<String> ALLOWED =
      Set.of(
          // a field's name in JSON, which never changes
          "| `foretold` | boolean |");

  /** The worst of them, which no comment may use either. */
  private static final Pattern PRIVATE_IN_COMMENTS =
      Pattern.compile(
          "\\b(sittings?|lessons?|told|beside|mend(s|ed|er|ing)?|knock(s|ed|ing)?"
              + "|hand(s|ed)? back|foret(old|ells?)|get(s|ting)? rid of)\\b",
          Pattern.CASE_INSENSITIVE);

  /** Names that comments refer to, and text that JSON keeps. */
  private static final Set<String> NAMED = Set.of("@param told", "Request#TOLD");

  private Words() {}

  /** The comments with such a word, each with its place. */
  static List<String> inComments(String where, Stream<String> comments) {
    return comments
        .filter(line -> NAMED.stream().noneMatch(line::contains))
        .filter(line -> PRIVATE_IN_COMMENTS.matcher(line).find())
        .map(line -> where + ": " + line.strip())
        .toList();
  }

  /** The lines with such a word, each with its place. */
  public static List<String> found(String where, Stream<String> lines) {
    return lines
        .filter(line -> ALLOWED.stream().noneMatch(line::contains))
        .flatMap(line -> PRIVATE.matcher(line).results().map(word -> word.group() + ": " + line))
        .map(line -> where + ": " + line)
        .toList();
  }
}
