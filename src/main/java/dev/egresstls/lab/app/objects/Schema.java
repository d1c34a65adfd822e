package dev.egresstls.lab.app.objects;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an OpenAPI 3 schema says of one field.
 *
 * @param tree the schema itself
 * @param components what its {@code $ref}s name; missing if it has none
 */
record Schema(Tree tree, Tree components) {
  private static final String REF = "#/components/schemas/";

  /** What may be said of a value, by the names of OpenAPI. */
  private static final List<String> LIMITS =
      List.of(
          "default",
          "format",
          "pattern",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems");

  Schema {
    Tree only = tree.get("allOf").items().size() == 1 ? tree.at("allOf").get(0) : tree;
    String ref = only.get("$ref").text("");
    if (ref.startsWith(REF)) {
      // What is next to a reference is said of this field and counts more.
      Tree named = components.get(ref.substring(REF.length()));
      for (Map.Entry<String, Tree> own :
          tree.without("allOf").without("$ref").fields().entrySet()) {
        named = named.with(own.getKey(), own.getValue());
      }
      tree = named;
    }
  }

  /** The field below it, of the items of a list or a map too; its tree is missing if none is. */
  Schema field(String name) {
    return below(inner().tree.get("properties").get(name));
  }

  /** The names of the fields below it. */
  List<String> fields() {
    return List.copyOf(inner().tree.get("properties").fields().keySet());
  }

  boolean requires(String name) {
    return inner().tree.get("required").texts().contains(name);
  }

  /** Itself, or what a list or a map holds. */
  private Schema inner() {
    if (tree.get("items").isObject()) {
      return below(tree.get("items")).inner();
    }
    return tree.get("additionalProperties").isObject()
        ? below(tree.get("additionalProperties")).inner()
        : this;
  }

  private Schema below(Tree one) {
    return new Schema(one, components);
  }

  /** {@code list of objects} and such. */
  String type() {
    if (tree.get("items").isObject()) {
      return say("shell.explain.list-of", below(tree.get("items")).type());
    }
    if (tree.get("additionalProperties").isObject()) {
      return say("shell.explain.map-of", below(tree.get("additionalProperties")).type());
    }
    boolean both = tree.get("x-kubernetes-int-or-string").isTrue();
    return both
        ? say("shell.explain.int-or-string")
        : tree.get("type").text().map(Neutral::line).orElseGet(() -> say("shell.explain.any"));
  }

  String description() {
    return Neutral.text(tree.get("description").text("")).strip();
  }

  /** What a value must be like, a sentence each. */
  List<String> limits() {
    List<String> limits = new ArrayList<>();
    List<String> allowed = tree.get("enum").texts();
    if (!allowed.isEmpty()) {
      limits.add(say("shell.explain.one-of", String.join(", ", allowed)));
    }
    for (String limit : LIMITS) {
      Tree value = tree.get(limit);
      if (value.isPresent()) {
        limits.add(say("shell.explain.limit." + limit, value.text(value.toString())));
      }
    }
    for (Tree rule : tree.get("x-kubernetes-validations").items()) {
      String expression = rule.get("rule").text("");
      limits.add(rule.get("message").text(say("shell.explain.rule")) + ": " + expression);
    }
    return limits.stream().map(Neutral::line).toList();
  }
}
