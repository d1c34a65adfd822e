package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for a pod's volumes (pkg/apis/core/validation/validation.go @1.33). */
final class VolumeRules {
  private static final long MOST_MODE = 0777;
  private static final String MODE_RULE =
      "must be a number between 0 and 0777 (octal), both inclusive";
  private static final Map<String, String> REQUIRED =
      Map.of(
          "secret", "secretName",
          "configMap", "name",
          "persistentVolumeClaim", "claimName",
          "hostPath", "path");
  private static final List<String> HOST_TYPES =
      List.of(
          "",
          "BlockDevice",
          "CharDevice",
          "Directory",
          "DirectoryOrCreate",
          "File",
          "FileOrCreate",
          "Socket");

  private VolumeRules() {}

  /** Adds what is wrong with volumes; gives the names of those that are right. */
  static Set<String> check(List<Tree> volumes, String path, List<FieldError> errors) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < volumes.size(); i++) {
      String at = path + ".volumes[" + i + "]";
      Tree volume = volumes.get(i);
      int before = errors.size();
      checkSources(volume, at, errors);
      String name = volume.get("name").text("");
      LabelRules.required(at + ".name", name, NameShapes::label, errors);
      if (names.contains(name)) {
        errors.add(FieldError.duplicate(at + ".name", name));
      }
      if (errors.size() == before) {
        names.add(name);
      }
    }
    return names;
  }

  private static void checkSources(Tree volume, String path, List<FieldError> errors) {
    List<String> sources =
        volume.fields().entrySet().stream()
            .filter(one -> !one.getKey().equals("name") && one.getValue().isObject())
            .map(Map.Entry::getKey)
            .toList();
    if (sources.isEmpty()) {
      errors.add(FieldError.required(path, "must specify a volume type"));
    }
    for (int i = 0; i < sources.size(); i++) {
      String source = sources.get(i);
      String at = path + "." + source;
      if (i > 0) {
        errors.add(FieldError.forbidden(at, "may not specify more than 1 volume type"));
      } else {
        checkSource(source, volume.get(source), at, errors);
      }
    }
  }

  private static void checkSource(String kind, Tree source, String path, List<FieldError> errors) {
    String required = REQUIRED.get(kind);
    if (required != null && source.get(required).text("").isEmpty()) {
      errors.add(FieldError.required(path + "." + required, ""));
      return;
    }
    mode(source.get("defaultMode"), path + ".defaultMode", errors);
    switch (kind) {
      case "hostPath" -> {
        String host = source.get("path").text("");
        noStepsBack(host, path + ".path", errors);
        String type = source.get("type").text("");
        if (!HOST_TYPES.contains(type)) {
          errors.add(FieldError.unsupported(path + ".type", type, HOST_TYPES));
        }
      }
      case "secret", "configMap" -> items(source.get("items").items(), path, errors);
      case "projected" -> {
        List<Tree> all = source.get("sources").items();
        for (int i = 0; i < all.size(); i++) {
          projected(all.get(i), path + ".sources[" + i + "]", errors);
        }
      }
      default -> {}
    }
  }

  private static void projected(Tree source, String path, List<FieldError> errors) {
    for (String kind : List.of("secret", "configMap")) {
      if (source.get(kind).isObject()) {
        String at = path + "." + kind;
        if (source.get(kind).get("name").text("").isEmpty()) {
          errors.add(FieldError.required(at + ".name", ""));
        }
        items(source.get(kind).get("items").items(), at, errors);
      }
    }
  }

  private static void items(List<Tree> items, String path, List<FieldError> errors) {
    for (int i = 0; i < items.size(); i++) {
      String at = path + ".items[" + i + "]";
      for (String field : List.of("key", "path")) {
        if (items.get(i).get(field).text("").isEmpty()) {
          errors.add(FieldError.required(at + "." + field, ""));
        }
      }
      String target = items.get(i).get("path").text("");
      localPath(target, at + ".path", errors);
      if (target.startsWith("..") && !target.startsWith("../")) {
        errors.add(FieldError.invalid(at + ".path", target, "must not start with '..'"));
      }
      mode(items.get(i).get("mode"), at + ".mode", errors);
    }
  }

  private static void mode(Tree mode, String path, List<FieldError> errors) {
    if (mode.isPresent() && (mode.number(0) < 0 || mode.number(0) > MOST_MODE)) {
      errors.add(FieldError.invalid(path, mode, MODE_RULE));
    }
  }

  /** Adds what is wrong with a path that must lead down from where it begins. */
  static void localPath(String target, String path, List<FieldError> errors) {
    if (target.startsWith("/")) {
      errors.add(FieldError.invalid(path, target, "must be a relative path"));
    }
    noStepsBack(target, path, errors);
  }

  private static void noStepsBack(String target, String path, List<FieldError> errors) {
    if (List.of(target.split("/", -1)).contains("..")) {
      errors.add(FieldError.invalid(path, target, "must not contain '..'"));
    }
  }
}
