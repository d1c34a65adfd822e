package dev.egresstls.lab.ledger;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.ledger.journal.FieldChange;
import dev.egresstls.lab.ledger.journal.FieldOwners;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose fields a change would overwrite. */
final class TakeOvers {
  /** What stands for a tool where an entry names an object. */
  static final Ref TOOL = new Ref("", "Tool", Optional.empty(), "tool");

  private TakeOvers() {}

  /** Whose an object is, with the fields that would change. */
  static Map<String, List<String>> owners(Tree object, List<FieldChange> changes) {
    Map<String, List<String>> owners = fieldOwners(object, changes);
    if (owners.isEmpty()) {
      List<String> fields = changes.stream().map(one -> one.path().text()).toList();
      List<String> others = FieldOwners.others(object);
      (others.isEmpty() ? List.of(say("ledger.others.somebody")) : others)
          .forEach(manager -> owners.put(manager, fields));
    }
    return owners;
  }

  /** What was written by hand where nobody else can be at work is the learner's own. */
  static boolean isLearnersOwn(TakeOver.Question question, World world) {
    boolean alone =
        world
            .cluster()
            .map(Cluster::facts)
            .map(facts -> facts.practice() || facts.throwaway().isPresent())
            .orElse(false);
    return alone && question.owners().keySet().stream().allMatch(FieldOwners::byHand);
  }

  /** Others who own a field that would be overwritten. */
  static Map<String, List<String>> fieldOwners(Tree object, List<FieldChange> changes) {
    Map<String, List<String>> owners = new LinkedHashMap<>();
    for (FieldChange change : changes) {
      if (change.overwrites()) {
        for (String manager : FieldOwners.of(object, change.path())) {
          owners.merge(manager, List.of(change.path().text()), TakeOvers::joined);
        }
      }
    }
    return owners;
  }

  static List<String> joined(List<String> one, List<String> other) {
    List<String> both = new ArrayList<>(one);
    both.addAll(other);
    return List.copyOf(both);
  }
}
