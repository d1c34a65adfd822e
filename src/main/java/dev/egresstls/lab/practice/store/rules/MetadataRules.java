package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The rules for metadata (apimachinery pkg/api/validation/objectmeta.go @1.33). */
public final class MetadataRules {
  private static final int ANNOTATION_BYTES = 256 * 1024;
  private static final String FINALIZERS = "metadata.finalizers";
  private static final String OWNERS = "metadata.ownerReferences";
  private static final Set<String> STANDARD = Set.of("kubernetes", "orphan", "foregroundDeletion");
  private static final Set<String> FREE_NAMES =
      Set.of(
          "roles.rbac.authorization.k8s.io",
          "clusterroles.rbac.authorization.k8s.io",
          "rolebindings.rbac.authorization.k8s.io",
          "clusterrolebindings.rbac.authorization.k8s.io");

  private MetadataRules() {}

  /**
   * Adds what is wrong with an object's metadata.
   *
   * @param before what it replaces; missing if it is new
   */
  public static void check(String key, Tree before, Tree object, List<FieldError> errors) {
    Tree metadata = object.get("metadata");
    if (before.isMissing()) {
      checkNames(key, metadata, errors);
    }
    LabelRules.labels(metadata.get("labels"), "metadata.labels", errors);
    checkAnnotations(metadata.get("annotations"), errors);
    checkOwners(metadata.get("ownerReferences").items(), errors);
    if (before.isMissing()) {
      checkFinalizers(metadata.get("finalizers").texts(), errors);
    }
  }

  private static void checkNames(String key, Tree metadata, List<FieldError> errors) {
    String prefix = metadata.get("generateName").text("");
    if (!prefix.isEmpty()) {
      // More letters follow, so a hyphen is not its end.
      String masked =
          prefix.length() > 1 && prefix.endsWith("-")
              ? prefix.substring(0, prefix.length() - 2) + "a"
              : prefix;
      LabelRules.add("metadata.generateName", prefix, wrong(key, masked), errors);
    }
    String name = metadata.get("name").text("");
    if (name.isEmpty()) {
      errors.add(FieldError.required("metadata.name", "name or generateName is required"));
    } else {
      LabelRules.add("metadata.name", name, wrong(key, name), errors);
    }
  }

  private static List<String> wrong(String key, String name) {
    return switch (key) {
      case "services" -> NameShapes.dns1035(name);
      case "namespaces" -> NameShapes.label(name);
      default ->
          FREE_NAMES.contains(key) ? NameShapes.pathSegment(name) : NameShapes.subdomain(name);
    };
  }

  private static void checkAnnotations(Tree annotations, List<FieldError> errors) {
    String path = "metadata.annotations";
    long bytes = 0;
    for (var one : annotations.fields().entrySet()) {
      String key = one.getKey();
      LabelRules.add(path, key, NameShapes.qualified(key.toLowerCase(Locale.ROOT)), errors);
      bytes += utf8(key) + utf8(one.getValue().text(""));
    }
    if (bytes > ANNOTATION_BYTES) {
      errors.add(FieldError.tooLong(path, ANNOTATION_BYTES));
    }
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void checkOwners(List<Tree> owners, List<FieldError> errors) {
    String controller = "";
    for (Tree owner : owners) {
      for (String field : List.of("apiVersion", "kind", "name", "uid")) {
        if (owner.get(field).text("").isEmpty()) {
          String what = field.equals("apiVersion") ? "version" : field;
          errors.add(FieldError.invalid(OWNERS + "." + field, "", what + " must not be empty"));
        }
      }
      String name = owner.get("kind").text("") + "/" + owner.get("name").text("");
      if (owner.get("kind").text("").equals("Event")
          && owner.get("apiVersion").text("").equals("v1")) {
        String rule = "/v1, Kind=Event is disallowed from being an owner";
        errors.add(FieldError.invalid(OWNERS, owner, rule));
      }
      if (owner.get("controller").isTrue() && !controller.isEmpty()) {
        String rule =
            "Only one reference can have Controller set to true. Found \"true\" in references for ";
        errors.add(FieldError.invalid(OWNERS, Tree.of(owners), rule + controller + " and " + name));
      } else if (owner.get("controller").isTrue()) {
        controller = name;
      }
    }
  }

  private static void checkFinalizers(List<String> finalizers, List<FieldError> errors) {
    finalizers.forEach(one -> LabelRules.add(FINALIZERS, one, NameShapes.qualified(one), errors));
    if (finalizers.containsAll(List.of("orphan", "foregroundDeletion"))) {
      String rule = "finalizer orphan and foregroundDeletion cannot be both set";
      errors.add(FieldError.invalidTexts(FINALIZERS, finalizers, rule));
    }
  }

  /** Adds what is wrong with finalizers of a built-in kind: those without a domain are few. */
  static void checkKubeFinalizers(Tree object, List<FieldError> errors) {
    List<String> all = object.at(FINALIZERS).texts();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).indexOf('/') < 0 && !STANDARD.contains(all.get(i))) {
        String rule = "name is neither a standard finalizer name nor is it fully qualified";
        errors.add(FieldError.invalid(FINALIZERS + "[" + i + "]", all.get(i), rule));
      }
    }
  }
}
