package dev.egresstls.lab.trace.offline;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.List;

/**
 * Kubernetes objects in a text: YAML of one or many documents, or JSON; objects, lists of them, and
 * anything that holds them, however deep.
 */
public final class ObjectText {
  private static final String LIST = "List";

  private ObjectText() {}

  /**
   * Every object of a text, in order.
   *
   * @param name the file, as the user named it
   * @throws dev.egresstls.lab.lab.LabFailure (usage) with the place, if it is neither YAML nor JSON
   *     or holds no object
   */
  public static List<Tree> read(String name, String text) {
    List<Tree> objects = new ArrayList<>();
    documents(name, text).forEach(document -> collect(document, "", objects));
    if (objects.isEmpty()) {
      throw Problem.of(
              Problem.Kind.USAGE, say("trace.files.noObject", name), say("trace.files.manifest"))
          .failure();
    }
    return List.copyOf(objects);
  }

  private static List<Tree> documents(String name, String text) {
    String begin = text.stripLeading();
    boolean json = begin.startsWith("{") || begin.startsWith("[");
    try {
      return json ? Json.readAll(text) : Yaml.readAll(text);
    } catch (Json.Malformed e) {
      return flow(name, text, e);
    } catch (Yaml.Malformed e) {
      throw bad(name, say("trace.files.noYaml", e.sentence()), e.line(), e.column(), e);
    }
  }

  /** What begins as JSON may still be YAML in flow style. */
  private static List<Tree> flow(String name, String text, Json.Malformed json) {
    try {
      return Yaml.readAll(text);
    } catch (Yaml.Malformed e) {
      throw bad(
          name, say("trace.files.noJson", json.getMessage()), json.line(), json.column(), json);
    }
  }

  private static dev.egresstls.lab.lab.LabFailure bad(
      String name, String what, int line, int column, Throwable cause) {
    String sentence = what.strip().lines().findFirst().orElse("").replaceFirst("[.]$", "");
    Problem problem = Problem.of(Problem.Kind.USAGE, sentence, say("trace.files.manifest"));
    return new dev.egresstls.lab.lab.LabFailure(
        problem.in(new Problem.Place(name, Math.max(1, line), Math.max(1, column))), cause);
  }

  /** An object counts as one; what holds no object itself is looked into. */
  private static void collect(Tree value, String kindOfItems, List<Tree> into) {
    Tree typed =
        value.isObject() && value.get("kind").isMissing() && !kindOfItems.isEmpty()
            ? value.with("kind", kindOfItems)
            : value;
    String kind = typed.get("kind").text("");
    if (kind.endsWith(LIST) && typed.get("items").isList()) {
      String items = kind.substring(0, kind.length() - LIST.length());
      typed.get("items").items().forEach(item -> collect(item, items, into));
    } else if (!kind.isEmpty() && typed.at("metadata.name").isPresent()) {
      into.add(typed);
    } else {
      if (typed.get("mesh").text().isPresent()) {
        into.add(mesh(typed.get("mesh").text("")));
      }
      typed.fields().values().forEach(one -> collect(one, "", into));
      typed.items().forEach(one -> collect(one, "", into));
    }
  }

  /** A dump may hold the mesh configuration as a text next to its objects. */
  private static Tree mesh(String text) {
    return Tree.object(
        "apiVersion",
        "v1",
        "kind",
        "ConfigMap",
        "metadata",
        Tree.object("name", "istio", "namespace", "istio-system"),
        "data",
        Tree.object("mesh", text));
  }
}
