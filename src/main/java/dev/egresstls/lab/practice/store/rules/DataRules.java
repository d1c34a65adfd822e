package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.practice.store.schema.GoJson;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules for ConfigMaps and Secrets (pkg/apis/core/validation/validation.go @1.33). */
final class DataRules {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final String TYPES = "kubernetes.io/";
  private static final String ACCOUNT = "kubernetes.io/service-account.name";

  private DataRules() {}

  static void checkMap(Tree map, List<FieldError> errors) {
    Map<String, Tree> binary = map.get("binaryData").fields();
    long bytes = 0;
    for (var one : map.get("data").fields().entrySet()) {
      checkKey("data", one.getKey(), errors);
      if (binary.containsKey(one.getKey())) {
        errors.add(
            FieldError.invalid(
                at("data", one.getKey()), one.getKey(), "duplicate of key present in binaryData"));
      }
      bytes += one.getValue().text("").getBytes(StandardCharsets.UTF_8).length;
    }
    for (var one : binary.entrySet()) {
      checkKey("binaryData", one.getKey(), errors);
      bytes += bytes(one.getValue()).length;
    }
    if (bytes > MOST_BYTES) {
      errors.add(FieldError.tooLong("[]", MOST_BYTES));
    }
  }

  static void checkSecret(Tree before, Tree secret, List<FieldError> errors) {
    String type = secret.get("type").text("");
    if (!before.isMissing() && !before.get("type").text("").equals(type)) {
      errors.add(FieldError.invalid("type", type, "field is immutable"));
    }
    Map<String, Tree> data = secret.get("data").fields();
    long bytes = 0;
    for (var one : data.entrySet()) {
      checkKey("data", one.getKey(), errors);
      bytes += bytes(one.getValue()).length;
    }
    if (bytes > MOST_BYTES) {
      errors.add(FieldError.tooLong("data", MOST_BYTES));
    }
    checkType(type, secret, data, errors);
  }

  private static void checkType(
      String type, Tree secret, Map<String, Tree> data, List<FieldError> errors) {
    switch (type) {
      case TYPES + "service-account-token" -> {
        if (secret.at("metadata.annotations").get(ACCOUNT).text("").isEmpty()) {
          errors.add(FieldError.required(at("metadata.annotations", ACCOUNT), ""));
        }
      }
      case TYPES + "dockercfg" -> json(data, ".dockercfg", errors);
      case TYPES + "dockerconfigjson" -> json(data, ".dockerconfigjson", errors);
      case TYPES + "basic-auth" -> {
        if (!data.containsKey("username") && !data.containsKey("password")) {
          need(data, "username", errors);
          need(data, "password", errors);
        }
      }
      case TYPES + "ssh-auth" -> {
        if (!data.containsKey("ssh-privatekey") || bytes(data.get("ssh-privatekey")).length == 0) {
          errors.add(FieldError.required(at("data", "ssh-privatekey"), ""));
        }
      }
      case TYPES + "tls" -> {
        need(data, "tls.crt", errors);
        need(data, "tls.key", errors);
      }
      default -> {}
    }
  }

  private static void need(Map<String, Tree> data, String key, List<FieldError> errors) {
    if (!data.containsKey(key)) {
      errors.add(FieldError.required(at("data", key), ""));
    }
  }

  private static void json(Map<String, Tree> data, String key, List<FieldError> errors) {
    if (!data.containsKey(key)) {
      errors.add(FieldError.required(at("data", key), ""));
      return;
    }
    String wrong = wrongJson(new String(bytes(data.get(key)), StandardCharsets.UTF_8));
    if (!wrong.isEmpty()) {
      errors.add(FieldError.invalid(at("data", key), "<secret contents redacted>", wrong));
    }
  }

  private static String wrongJson(String text) {
    Optional<String> wrong = GoJson.wrong(text);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    Object read = Json.read(text).raw();
    return read == null || read instanceof Map
        ? ""
        : "json: cannot unmarshal " + kind(read) + " into Go value of type map[string]interface {}";
  }

  private static String kind(Object read) {
    if (read instanceof List) {
      return "array";
    }
    return read instanceof Boolean ? "bool" : read instanceof Number ? "number" : "string";
  }

  private static void checkKey(String field, String key, List<FieldError> errors) {
    LabelRules.add(at(field, key), key, NameShapes.dataKey(key), errors);
  }

  private static String at(String field, String key) {
    return field + "[" + key + "]";
  }

  private static byte[] bytes(Tree base64) {
    try {
      return Base64.getMimeDecoder().decode(base64.text(""));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
