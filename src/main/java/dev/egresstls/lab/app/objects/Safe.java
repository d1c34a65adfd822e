package dev.egresstls.lab.app.objects;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Objects as they may be shown: nothing in them can touch the terminal, and what a Secret keeps is
 * not in them.
 */
final class Safe {
  /** Where kubectl apply keeps the whole object once more. */
  static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private Safe() {}

  /** The object, with the size of a Secret's values in their place. */
  static Tree of(Tree object, boolean managedFields) {
    Tree shown = managedFields ? object : TreeEdit.drop(object, "metadata", "managedFields");
    boolean secret =
        object.get("kind").text("").equals("Secret")
            && object.get("apiVersion").text("").equals("v1");
    return Tree.of(neutral(inOrder(secret ? masked(shown) : shown)));
  }

  /** What an object is stands first, wherever the server puts it. */
  private static Tree inOrder(Tree object) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String first : List.of("apiVersion", "kind", "metadata")) {
      if (object.get(first).isPresent()) {
        fields.put(first, object.get(first));
      }
    }
    object.fields().forEach(fields::putIfAbsent);
    return Tree.of(fields);
  }

  private static Object neutral(Tree value) {
    if (value.isObject()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      value.fields().forEach((key, one) -> fields.put(Neutral.line(key), neutral(one)));
      return fields;
    }
    if (value.isList()) {
      return value.items().stream().map(Safe::neutral).collect(Collectors.toList());
    }
    return value.raw() instanceof String text ? Neutral.text(text) : value.raw();
  }

  private static Tree masked(Tree secret) {
    Tree masked = secret;
    for (String field : new String[] {"data", "stringData"}) {
      if (secret.get(field).isObject()) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        secret
            .get(field)
            .fields()
            .forEach((key, value) -> sizes.put(key, size(value.text(""), field.equals("data"))));
        masked = masked.with(field, sizes);
      }
    }
    Tree annotations = secret.at("metadata.annotations");
    return annotations.get(LAST_APPLIED).isMissing()
        ? masked
        : TreeEdit.put(
            masked,
            size(annotations.get(LAST_APPLIED).text(""), false),
            "metadata",
            "annotations",
            LAST_APPLIED);
  }

  private static String size(String value, boolean encoded) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (encoded) {
      try {
        bytes = Base64.getMimeDecoder().decode(bytes);
      } catch (IllegalArgumentException e) {
        return say("shell.get.characters", bytes.length);
      }
    }
    return count("shell.get.bytes", bytes.length, bytes.length);
  }
}
