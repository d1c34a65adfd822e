package dev.egresstls.lab.practice.node;

import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.value.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables that a container's spec gives it (makeEnvironmentVariables @1.33). */
public final class ContainerVariables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([^)]*)\\)");

  private final Objects objects;
  private final Tree pod;
  private final Map<String, String> values = new LinkedHashMap<>();

  private ContainerVariables(Objects objects, Tree pod) {
    this.objects = objects;
    this.pod = pod;
  }

  private static final class Absent extends Exception {
    private static final long serialVersionUID = 1L;

    Absent(String message) {
      super(message, null, false, false);
    }
  }

  /** What is in the way of a container's variables; empty if they can be made. */
  static Optional<String> failure(Objects objects, Tree pod, Tree container) {
    try {
      new ContainerVariables(objects, pod).read(container);
      return Optional.empty();
    } catch (Absent e) {
      return Optional.of(e.getMessage());
    }
  }

  /** The container with values in place of what its variables refer to. */
  public static Tree resolved(Objects objects, Tree pod, Tree container) {
    ContainerVariables variables = new ContainerVariables(objects, pod);
    try {
      variables.read(container);
    } catch (Absent e) {
      return container; // it did not start like this; what it refers to has gone since
    }
    List<Tree> env = new ArrayList<>();
    variables.values.forEach((name, value) -> env.add(Tree.object("name", name, "value", value)));
    return container.with("env", env).without("envFrom");
  }

  private void read(Tree container) throws Absent {
    for (Tree source : container.get("envFrom").items()) {
      String prefix = source.get("prefix").text("");
      for (String kind : List.of("configMap", "secret")) {
        Tree reference = source.get(kind + "Ref");
        if (reference.isObject()) {
          for (var one : object(kind, reference).fields().entrySet()) {
            values.put(prefix + one.getKey(), text(kind, one.getValue()));
          }
        }
      }
    }
    for (Tree variable : container.get("env").items()) {
      String name = variable.get("name").text("");
      Optional<String> value = value(variable);
      value.ifPresent(text -> values.put(name, text));
    }
  }

  private Optional<String> value(Tree variable) throws Absent {
    Tree from = variable.get("valueFrom");
    if (from.get("fieldRef").isObject()) {
      return Optional.of(pod.at(from.at("fieldRef.fieldPath").text("")).text(""));
    }
    for (String kind : List.of("configMap", "secret")) {
      Tree reference = from.get(kind + "KeyRef");
      if (reference.isObject()) {
        return keyed(kind, reference);
      }
    }
    return Optional.of(expanded(variable.get("value").text("")));
  }

  private Optional<String> keyed(String kind, Tree reference) throws Absent {
    String key = reference.get("key").text("");
    Tree value = object(kind, reference).get(key);
    if (value.isMissing() && !reference.get("optional").isTrue()) {
      String shown = kind.equals("secret") ? "Secret" : "ConfigMap";
      String where = pod.at("metadata.namespace").text("") + "/" + reference.get("name").text("");
      throw new Absent("couldn't find key " + key + " in " + shown + " " + where);
    }
    return value.isMissing() ? Optional.empty() : Optional.of(text(kind, value));
  }

  private Tree object(String kind, Tree reference) throws Absent {
    String name = reference.get("name").text("");
    String plural = kind.toLowerCase(Locale.ROOT) + "s";
    Optional<Tree> found = objects.get(plural, pod.at("metadata.namespace").text(""), name);
    if (found.isEmpty() && !reference.get("optional").isTrue()) {
      throw new Absent(kind.toLowerCase(Locale.ROOT) + " \"" + name + "\" not found");
    }
    return found.map(one -> one.get("data")).orElse(Tree.object());
  }

  private static String text(String kind, Tree value) {
    return kind.equals("secret")
        ? new String(Base64.getMimeDecoder().decode(value.text("")), StandardCharsets.UTF_8)
        : value.text("");
  }

  /** With other variables in place of {@code $(NAME)}. */
  private String expanded(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            match -> {
              String name = match.group(1);
              String value = name == null ? "$" : values.getOrDefault(name, match.group());
              return Matcher.quoteReplacement(value);
            });
  }
}
