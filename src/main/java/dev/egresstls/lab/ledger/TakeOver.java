package dev.egresstls.lab.ledger;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.Ref;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says whether the lab may change what belongs to someone else. */
@FunctionalInterface
public interface TakeOver {
  /** Nobody has agreed. */
  TakeOver NEVER = question -> false;

  /** The user has agreed beforehand, or the cluster is nobody else's. */
  TakeOver ALWAYS = question -> true;

  /** Whether the user agrees to this change. */
  boolean agrees(Question question);

  /**
   * What would be changed, and whose it is.
   *
   * @param owners the fields by the manager that owns them; no fields for the object as a whole
   */
  record Question(Ref ref, Map<String, List<String>> owners) {
    public Question {
      owners = Map.copyOf(owners);
    }

    /** Whose it is, in words: {@code kubectl-edit (spec.ports)}. */
    public String whose() {
      return owners.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .map(
              one ->
                  one.getValue().isEmpty()
                      ? one.getKey()
                      : one.getKey() + " (" + String.join(", ", one.getValue()) + ")")
          .collect(Collectors.joining(", "));
    }

    /** The question, for a person. */
    public String asked() {
      return say("ledger.others.ask", ref, whose());
    }

    /** Why the change is not made. */
    public Problem problem() {
      return Problem.of(
              Problem.Kind.UNSAFE,
              say("ledger.others", ref),
              say("ledger.others.take-over"),
              "kubectl get "
                  + ref.kind().toLowerCase(java.util.Locale.ROOT)
                  + " "
                  + ref.name()
                  + ref.namespace().map(ns -> " -n " + ns).orElse("")
                  + " -o yaml --show-managed-fields")
          .because(say("ledger.others.whose", whose()));
    }
  }
}
