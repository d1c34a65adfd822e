package dev.egresstls.lab.shell.objects;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Objects as they may be shown: what a Secret keeps is not in them. */
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
    return secret ? masked(shown) : shown;
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
        return bytes.length + " characters";
      }
    }
    return bytes.length + (bytes.length == 1 ? " byte" : " bytes");
  }
}
