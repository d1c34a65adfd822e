package dev.egresstls.lab.ledger.journal;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What changes belong together.
 *
 * @param id of a what-if or a cause; a step's label; a challenge's level and seed
 * @param step the number of the step that it is about; 0 for none
 * @param begun when the first change of it was made
 * @param holding the numbers of the steps that held before
 * @param lab the key of the lab; empty in journals of the versions that had one lab alone
 */
public record ChangeGroup(
    Kind kind, String id, int step, Instant begun, List<Integer> holding, String lab) {
  /** What changes a cluster. */
  public enum Kind {
    STEP,
    WHAT_IF,
    FIX,
    REFRESH,
    CHALLENGE,
    CLASS;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether its changes are there to be undone, and it lasts until they are. */
    public boolean temporary() {
      return this == WHAT_IF || this == CHALLENGE;
    }

    /** Whether what a killed run left of it is undone before anything else is changed. */
    public boolean mustEnd() {
      return this != STEP && this != CLASS;
    }
  }

  public ChangeGroup {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(id);
    Objects.requireNonNull(begun);
    holding = List.copyOf(holding);
    Objects.requireNonNull(lab);
  }

  /** Changes of a lab that has no name. */
  public ChangeGroup(Kind kind, String id, int step, Instant begun, List<Integer> holding) {
    this(kind, id, step, begun, holding, "");
  }

  /** Whether it may be of a lab: numbers of steps and ids mean something there. */
  public boolean isOf(String key) {
    return lab.isEmpty() || lab.equals(key);
  }

  /** As it is called: {@code step 4 client}, {@code try no-policy}, {@code refresh}. */
  public String name() {
    String plain = Neutral.line(id);
    return switch (kind) {
      case STEP -> say("ledger.group.step", step, plain);
      case WHAT_IF -> say("ledger.group.try", plain);
      case FIX -> say("ledger.group.fix", plain);
      case REFRESH -> say("ledger.group.refresh");
      case CHALLENGE -> say("ledger.group.challenge", plain);
      case CLASS -> say("ledger.group.class", plain);
    };
  }

  Tree json(int number) {
    return Tree.object(
        "record", "group",
        "group", number,
        "kind", kind.word(),
        "id", id,
        "step", step,
        "begun", begun.toString(),
        "holding", holding,
        "lab", lab);
  }

  static Optional<ChangeGroup> read(Tree json) {
    try {
      Kind kind = null;
      for (Kind one : Kind.values()) {
        kind = one.word().equals(json.get("kind").text("")) ? one : kind;
      }
      return kind == null
          ? Optional.empty()
          : Optional.of(
              new ChangeGroup(
                  kind,
                  json.get("id").text(""),
                  (int) json.get("step").number(0),
                  Instant.parse(json.get("begun").text("")),
                  json.get("holding").items().stream().map(one -> (int) one.number(0)).toList(),
                  json.get("lab").text("")));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
