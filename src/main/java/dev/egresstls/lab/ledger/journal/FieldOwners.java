package dev.egresstls.lab.ledger.journal;

import dev.egresstls.lab.ledger.journal.FieldPath.Part;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Resources;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who owns which fields of an object, by its {@code metadata.managedFields}. Pure. */
public final class FieldOwners {
  /** What Kubernetes and Istio write by themselves into objects of others. */
  private static final Set<String> SYSTEM =
      Set.of(
          "kube-controller-manager",
          "kube-apiserver",
          "kube-scheduler",
          "kubelet",
          "pilot-discovery");

  /** Fields that anybody may have written without making the object theirs. */
  private static final Set<String> TRACES =
      Set.of(
          "f:kubectl.kubernetes.io/restartedAt",
          "f:kubectl.kubernetes.io/last-applied-configuration",
          "f:deployment.kubernetes.io/revision");

  private FieldOwners() {}

  /** What a person writes with: kubectl's commands, each under a name of its own. */
  public static boolean byHand(String manager) {
    return manager.startsWith("kubectl");
  }

  private static List<Tree> entries(Tree object) {
    return object.at("metadata.managedFields").items().stream()
        .filter(entry -> entry.get("subresource").text("").isEmpty())
        .filter(entry -> entry.get("manager").text().isPresent())
        .toList();
  }

  private static String manager(Tree entry) {
    return Neutral.line(entry.get("manager").text(""));
  }

  private static boolean ours(Tree entry) {
    return Resources.isLab(manager(entry));
  }

  /** Whether the object bears something that the lab wrote, and that was not undone. */
  public static boolean marked(Tree object) {
    return entries(object).stream()
        .filter(entry -> manager(entry).equals(Resources.FIELD_MANAGER))
        .anyMatch(entry -> holdsValue(entry.get("fieldsV1")));
  }

  /** A map or list alone, which others fill by now, is no value that anybody set. */
  private static boolean holdsValue(Tree fields) {
    return fields.fields().entrySet().stream()
        .filter(field -> !field.getKey().equals("."))
        .anyMatch(field -> field.getValue().fields().isEmpty() || holdsValue(field.getValue()));
  }

  /** Whether nobody but the lab wrote it, so that the lab is who created it. */
  public static boolean alone(Tree object) {
    return entries(object).stream()
        .allMatch(entry -> ours(entry) || onlyTraces(entry.get("fieldsV1")));
  }

  /** Whether the lab wrote something of the object, be it to undo a change. */
  public static boolean written(Tree object) {
    return entries(object).stream().anyMatch(FieldOwners::ours);
  }

  /** Others than the lab and the system that own something of the object. */
  public static List<String> others(Tree object) {
    return entries(object).stream()
        .filter(entry -> !ours(entry) && !SYSTEM.contains(manager(entry)))
        .filter(entry -> !onlyTraces(entry.get("fieldsV1")))
        .map(FieldOwners::manager)
        .distinct()
        .toList();
  }

  private static boolean onlyTraces(Tree fields) {
    for (Map.Entry<String, Tree> field : fields.fields().entrySet()) {
      boolean trace = TRACES.contains(field.getKey()) || field.getKey().equals(".");
      boolean deeper =
          !field.getValue().fields().isEmpty()
              && !field.getKey().startsWith("k:")
              && onlyTraces(field.getValue());
      if (!trace && !deeper) {
        return false;
      }
    }
    return true;
  }

  /** Who owns a field besides the lab; the system counts, too. */
  public static List<String> of(Tree object, FieldPath path) {
    return entries(object).stream()
        .filter(entry -> !ours(entry) && owns(entry.get("fieldsV1"), path))
        .map(FieldOwners::manager)
        .distinct()
        .toList();
  }

  /** Whether the lab owns a field. */
  public static boolean oursOwn(Tree object, FieldPath path) {
    return entries(object).stream()
        .anyMatch(entry -> ours(entry) && owns(entry.get("fieldsV1"), path));
  }

  private static boolean owns(Tree fields, FieldPath path) {
    Tree here = fields;
    for (Part part : path.parts()) {
      if (part.kind() == FieldPath.Kind.YAML) {
        return true;
      }
      boolean key = part.kind() == FieldPath.Kind.KEY;
      Tree next = key ? here.get("f:" + part.text()) : item(here, part.text());
      if (next.isMissing()) {
        return leaf(here);
      }
      here = next;
    }
    return true;
  }

  /** A list or object that is owned as a whole, and not the root itself. */
  private static boolean leaf(Tree fields) {
    return fields.isPresent() && fields.fields().keySet().stream().allMatch("."::equals);
  }

  private static Tree item(Tree fields, String name) {
    for (Map.Entry<String, Tree> field : fields.fields().entrySet()) {
      if (field.getKey().startsWith("k:")) {
        try {
          if (Json.read(field.getKey().substring(2)).get("name").text("").equals(name)) {
            return field.getValue();
          }
        } catch (Json.Malformed e) {
          continue; // no key of ours
        }
      }
    }
    return Tree.MISSING;
  }
}
