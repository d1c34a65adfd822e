package dev.egresstls.lab.practice.store.fields;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** JSON patch (RFC 6902). */
public final class JsonPatch {
  private JsonPatch() {}

  /**
   * The object after the patch.
   *
   * @throws ApiError 422 if a place is not there or a test fails, 400 for an unknown operation
   */
  public static Tree apply(Tree object, Tree patch) {
    Object document = object.thawed();
    for (Tree operation : patch.items()) {
      document = step(document, operation);
    }
    return Tree.of(document);
  }

  private static Object step(Object document, Tree operation) {
    if (operation.get("path").isMissing()) {
      throw refused("an operation has no path");
    }
    String path = operation.get("path").text("");
    Object value = operation.get("value").thawed();
    switch (operation.get("op").text("")) {
      case "add":
        return add(document, path, value);
      case "remove":
        return remove(document, path);
      case "replace":
        get(document, path);
        return add(path.isEmpty() ? document : remove(document, path), path, value);
      case "move":
        Object moved = get(document, operation.get("from").text(""));
        return add(remove(document, operation.get("from").text("")), path, moved);
      case "copy":
        Object copied = Tree.of(get(document, operation.get("from").text(""))).thawed();
        return add(document, path, copied);
      case "test":
        test(document, path, value);
        return document;
      default:
        throw refused("unexpected kind: " + operation.get("op").text(""));
    }
  }

  private static void test(Object document, String path, Object value) {
    if (!Tree.of(get(document, path)).equals(Tree.of(value))) {
      throw refused("testing value " + path + " failed");
    }
  }

  private static Object get(Object document, String path) {
    Object here = document;
    for (String part : parts(path)) {
      here = child(here, part, path);
    }
    return here;
  }

  private static Object child(Object parent, String part, String path) {
    if (parent instanceof Map<?, ?> map && map.containsKey(part)) {
      return map.get(part);
    }
    if (parent instanceof List<?> list) {
      return list.get(index(part, list.size() - 1, path));
    }
    throw missing(path);
  }

  @SuppressWarnings("unchecked")
  private static Object add(Object document, String path, Object value) {
    if (path.isEmpty()) {
      return value;
    }
    Object parent = get(document, parent(path));
    String last = last(path);
    if (parent instanceof Map) {
      ((Map<String, Object>) parent).put(last, value);
    } else if (parent instanceof List) {
      List<Object> list = (List<Object>) parent;
      list.add(last.equals("-") ? list.size() : index(last, list.size(), path), value);
    } else {
      throw missing(path);
    }
    return document;
  }

  private static Object remove(Object document, String path) {
    get(document, path);
    Object parent = get(document, parent(path));
    if (parent instanceof Map<?, ?> map) {
      map.remove(last(path));
    } else if (parent instanceof List<?> list) {
      list.remove(index(last(path), list.size() - 1, path));
    }
    return document;
  }

  private static int index(String part, int most, String path) {
    if (!part.matches("\\d{1,9}") || Integer.parseInt(part) > most) {
      throw missing(path);
    }
    return Integer.parseInt(part);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static String last(String path) {
    return unescaped(path.substring(path.lastIndexOf('/') + 1));
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>(Arrays.asList(path.split("/", -1)));
    parts.remove(0);
    parts.replaceAll(JsonPatch::unescaped);
    return parts;
  }

  private static String unescaped(String part) {
    return part.replace("~1", "/").replace("~0", "~");
  }

  private static ApiError missing(String path) {
    return refused("the path is not there: " + path);
  }

  private static ApiError refused(String why) {
    String message = "the server rejected our request due to an error in our request: " + why;
    return new ApiError(422, "Invalid", message, Tree.MISSING);
  }
}
