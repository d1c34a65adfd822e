package dev.egresstls.lab.ledger;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a process has written down before it changed a cluster.
 *
 * @param purpose what the changes are for, such as {@code try no-policy}
 * @param begun when the first of them was made
 * @param holding the numbers of the steps that held before
 * @param entries in the order in which they were made
 */
public record Note(String purpose, Instant begun, List<Integer> holding, List<Entry> entries) {
  private static final int VERSION = 1;

  public Note {
    Objects.requireNonNull(purpose);
    Objects.requireNonNull(begun);
    holding = List.copyOf(holding);
    entries = List.copyOf(entries);
  }

  /** A note of nothing yet. */
  public static Note of(String purpose, Instant begun, List<Integer> holding) {
    return new Note(purpose, begun, holding, List.of());
  }

  Note with(Entry entry) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(entry);
    return new Note(purpose, begun, holding, more);
  }

  /** The same, with another last entry. */
  Note withLast(Entry entry) {
    return new Note(purpose, begun, holding, entries.subList(0, entries.size() - 1)).with(entry);
  }

  Note leaving(List<Entry> others) {
    return new Note(purpose, begun, holding, others);
  }

  /** All changes, in one line. */
  public String summary() {
    return entries.stream().map(Entry::text).distinct().collect(Collectors.joining(", "));
  }

  String write() {
    return Json.pretty(
            Tree.object(
                "version",
                VERSION,
                "purpose",
                purpose,
                "begun",
                begun.toString(),
                "holding",
                holding,
                "entries",
                entries.stream().map(Entry::json).toList()))
        + "\n";
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if it is something else
   */
  static Note read(String text) {
    try {
      Tree json = Json.read(text);
      List<Optional<Entry>> entries =
          json.get("entries").items().stream().map(Entry::read).toList();
      if (json.get("version").number(0) == VERSION
          && entries.stream().allMatch(Optional::isPresent)) {
        return new Note(
            json.get("purpose").text(""),
            Instant.parse(json.get("begun").text("")),
            json.get("holding").items().stream().map(one -> (int) one.number(0)).toList(),
            entries.stream().map(Optional::get).toList());
      }
    } catch (Json.Malformed | DateTimeParseException e) {
      throw unreadable(e.getMessage());
    }
    throw unreadable(say("ledger.otherVersion"));
  }

  private static RuntimeException unreadable(String why) {
    return Problem.of(Problem.Kind.PRECONDITION, say("ledger.unreadable")).because(why).failure();
  }
}
