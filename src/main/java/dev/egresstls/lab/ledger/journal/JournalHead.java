package dev.egresstls.lab.ledger.journal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a journal has come, kept in a file next to it: so it is noticed if the journal has lost
 * whole lines. It is written after each line, so a journal may be one line ahead. Pure.
 *
 * @param lines how many lines there are; 0 while a journal of which nothing is needed is removed
 * @param digest of the last one
 */
record JournalHead(int lines, String digest) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9}) ([0-9a-f]{64})\n");

  /** What a journal that nobody needs any more has. */
  static final JournalHead ENDED = new JournalHead(0, "0".repeat(64));

  String text() {
    return lines + " " + digest + "\n";
  }

  /** Empty if it is something else. */
  static Optional<JournalHead> read(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new JournalHead(Integer.parseInt(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  /** Whether a journal with lines of these digests has all that was written. */
  boolean agrees(List<String> digests) {
    boolean ahead = digests.size() == lines + 1;
    return lines > 0 && (digests.size() == lines || ahead) && digests.get(lines - 1).equals(digest);
  }
}
