package dev.egresstls.lab.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes secrets out of Kubernetes objects by what their fields are for: the data of a Secret, the
 * values of environment variables, what kubectl keeps of the object once more, credentials of a
 * kubeconfig, options with credentials in command lines. What is left is looked at as text.
 */
public final class SecretFields {
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final Set<String> DATA = Set.of("data", "stringData");

  /** An option that has its value in the next argument, such as {@code --token}. */
  private static final Pattern OPTION =
      Pattern.compile("(?i)(?:-u|--?[\\w.-]*" + Secrets.NAMES + ")");

  private SecretFields() {}

  /**
   * A page that is an object or several, as YAML or JSON, without secrets in it.
   *
   * @param rows as they were shown; a common margin does not matter
   * @return its rows; empty if it is no such page
   */
  public static Optional<List<String>> page(List<String> rows) {
    String text = String.join("\n", rows).stripIndent();
    if (rows.size() < 2 || !text.contains("kind")) {
      return Optional.empty();
    }
    try {
      boolean json = text.startsWith("{");
      Tree tree = json ? Json.read(text) : Yaml.read(text);
      if (!tree.get("kind").text().isPresent()) {
        return Optional.empty();
      }
      Tree safe = of(tree);
      return Optional.of((json ? Json.pretty(safe) : Yaml.page(safe)).lines().toList());
    } catch (Json.Malformed | Yaml.Malformed e) {
      return Optional.empty();
    }
  }

  /** An object without secrets in it. */
  public static Tree of(Tree object) {
    return Tree.of(safe(object));
  }

  private static Object safe(Tree value) {
    if (value.isObject()) {
      return object(value);
    }
    if (value.isList()) {
      return list(value);
    }
    return value.raw() instanceof String text ? text(text) : value.raw();
  }

  private static Object object(Tree object) {
    boolean secret = object.get("kind").text("").equals("Secret");
    Map<String, Object> fields = new LinkedHashMap<>();
    object
        .fields()
        .forEach(
            (key, value) -> {
              if (key.equals(LAST_APPLIED)) {
                fields.put(key, Secrets.HIDDEN);
              } else if (secret && DATA.contains(key)) {
                fields.put(key, hidden(value));
              } else if (key.equals("env") && value.isList()) {
                fields.put(key, value.items().stream().map(SecretFields::variable).toList());
              } else if (Secrets.names(key) && !value.isObject()) {
                fields.put(key, hidden(value));
              } else {
                fields.put(key, safe(value));
              }
            });
    return fields;
  }

  private static Object variable(Tree env) {
    Tree value = env.get("value");
    Object safe = safe(env.without("value"));
    return value.isMissing() ? safe : Tree.of(safe).with("value", hidden(value));
  }

  /** Numbers and yes or no are no secrets, and neither is a reference to one. */
  private static Object hidden(Tree value) {
    if (value.isObject()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      value.fields().forEach((key, one) -> fields.put(key, hidden(one)));
      return fields;
    }
    if (value.isList()) {
      return value.items().stream().map(SecretFields::hidden).toList();
    }
    return value.raw() instanceof String text && Secrets.worthHiding(text)
        ? Secrets.HIDDEN
        : value.raw();
  }

  private static Object list(Tree list) {
    List<Object> safe = new ArrayList<>();
    boolean next = false;
    for (Tree item : list.items()) {
      String text = item.raw() instanceof String one ? one : "";
      safe.add(next && !text.startsWith("-") ? hidden(item) : safe(item));
      next = OPTION.matcher(text).matches();
    }
    return safe;
  }

  /** A text of several lines may be a file: a kubeconfig, a script, JSON. */
  private static String text(String text) {
    Secrets secrets = new Secrets();
    List<String> rows = new ArrayList<>();
    for (String row : text.split("\n", -1)) {
      rows.add(secrets.next(row));
    }
    return String.join("\n", rows);
  }
}
