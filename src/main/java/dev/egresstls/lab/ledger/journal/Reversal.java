package dev.egresstls.lab.ledger.journal;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An object with the former values of fields, wherever nobody else has set another since. Pure.
 *
 * @param object as it should be
 * @param kept what stays because someone else changed it, one sentence each
 * @param lost the paths of former values that were not written down
 */
public record Reversal(Tree object, List<String> kept, List<String> lost) {
  public Reversal {
    kept = List.copyOf(kept);
    lost = List.copyOf(lost);
  }

  /**
   * Takes changes back.
   *
   * @param current the object as it is
   * @param changes what the lab did to it, in order
   */
  public static Reversal of(Tree current, List<FieldChange> changes) {
    Tree object = current;
    List<String> kept = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    for (FieldChange change : changes) {
      Tree now = change.path().in(object);
      if (now.equals(change.from())) {
        continue;
      }
      if (!asSet(object, change, now)) {
        kept.add(changedSince(current, change));
      } else if (Secrecy.isWithheld(change.from())) {
        lost.add(change.path().text());
      } else {
        object = restored(object, change);
      }
    }
    return new Reversal(object, kept, lost);
  }

  private static boolean asSet(Tree object, FieldChange change, Tree now) {
    return Secrecy.isWithheld(change.to())
        ? FieldOwners.oursOwn(object, change.path())
            && FieldOwners.of(object, change.path()).isEmpty()
        : now.equals(change.to())
            || completes(now, change.to()) && FieldOwners.of(object, change.path()).isEmpty();
  }

  /** Whether a value is another one, completed by the server's defaults. */
  private static boolean completes(Tree now, Tree set) {
    if (set.isObject()) {
      return now.isObject()
          && set.fields().entrySet().stream()
              .allMatch(field -> completes(now.get(field.getKey()), field.getValue()));
    }
    if (set.isList()) {
      return now.items().size() == set.items().size()
          && IntStream.range(0, set.items().size())
              .allMatch(i -> completes(now.get(i), set.get(i)));
    }
    return now.equals(set);
  }

  private static Tree restored(Tree object, FieldChange change) {
    int yaml = change.path().yamlAt();
    if (yaml >= 0 && !change.lines().none()) {
      FieldPath text = change.path().first(yaml);
      String restored = YamlLines.restored(text.in(object).text(""), change.lines());
      if (!restored.isEmpty()) {
        return text.put(object, Tree.of(restored), -1);
      }
    }
    Tree plain = change.path().put(object, change.from(), change.at());
    return change.born() >= 0 ? change.path().pruned(plain, change.born()) : plain;
  }

  private static String changedSince(Tree current, FieldChange change) {
    List<String> owners = FieldOwners.of(current, change.path());
    return owners.isEmpty()
        ? say("ledger.kept.field", change.path().text())
        : say("ledger.kept.fieldBy", change.path().text(), String.join(", ", owners));
  }
}
