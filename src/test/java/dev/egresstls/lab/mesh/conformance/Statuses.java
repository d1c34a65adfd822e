package dev.egresstls.lab.mesh.conformance;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the statuses of policies say, in one line. */
public final class Statuses {
  private Statuses() {}

  /** Such as {@code mesh-controller: Accepted, not ResolvedRefs (InvalidKind)}. */
  public static String words(List<Tree> policies) {
    List<String> words = new ArrayList<>();
    policies.stream()
        .sorted(Comparator.comparing(ObjectNames::namespace).thenComparing(ObjectNames::name))
        .forEach(
            policy ->
                words.add(
                    (policies.size() > 1 ? ObjectNames.name(policy) + " " : "") + words(policy)));
    return words.isEmpty() ? "no policy" : String.join("; ", words);
  }

  private static String words(Tree policy) {
    List<Tree> ancestors = policy.at("status.ancestors").items();
    return ancestors.isEmpty()
        ? "no status"
        : String.join(" + ", ancestors.stream().map(Statuses::ancestor).toList());
  }

  private static String ancestor(Tree ancestor) {
    List<String> conditions =
        ancestor.get("conditions").items().stream()
            .sorted(Comparator.comparing(one -> one.get("type").text("")))
            .map(Statuses::condition)
            .toList();
    String controller = ancestor.get("controllerName").text("").replace("istio.io/", "");
    return controller + ": " + String.join(", ", conditions);
  }

  private static String condition(Tree condition) {
    String type = condition.get("type").text("");
    return condition.get("status").text("").equals("True")
        ? type
        : "not " + type + " (" + condition.get("reason").text("") + ")";
  }
}
