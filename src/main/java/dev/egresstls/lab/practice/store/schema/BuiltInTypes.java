package dev.egresstls.lab.practice.store.schema;

import dev.egresstls.lab.message.ProgramFiles;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The types of the built-in kinds: each field and what it holds. They are a resource that a test
 * makes of fabric8's model classes, so that none of those is needed at run time. A line of it is a
 * type, {@code ServiceSpec clusterIP:s ports:[ServicePort selector:{s}, or a kind, {@code = v1
 * Service Service}.
 */
public final class BuiltInTypes {
  /** Where it is among the resources. */
  public static final String FILE = "practice/built-in-types.txt";

  private static final String DESCRIPTIONS = "practice/field-descriptions.txt";
  private static final String REF = "#/components/schemas/";

  private static final BuiltInTypes ALL = new BuiltInTypes();

  private final Map<String, Map<String, FieldType>> types = new LinkedHashMap<>();
  private final Map<String, String> kinds = new LinkedHashMap<>();
  private final Map<String, String> descriptions = new LinkedHashMap<>();

  private BuiltInTypes() {
    text(FILE).lines().forEach(this::read);
    text(DESCRIPTIONS)
        .lines()
        .map(line -> line.split(" ", 2))
        .forEach(words -> descriptions.put(words[0], words[1]));
  }

  private void read(String line) {
    String[] words = line.split(" ");
    if (words[0].equals("=")) {
      kinds.put(words[1] + " " + words[2], words[3]);
      return;
    }
    Map<String, FieldType> fields = new LinkedHashMap<>();
    for (String word : List.of(words).subList(1, words.length)) {
      int colon = word.lastIndexOf(':');
      fields.put(word.substring(0, colon), FieldType.of(word.substring(colon + 1)));
    }
    types.put(words[0], fields);
  }

  private static String text(String name) {
    return ProgramFiles.text(name);
  }

  /** The name of the type of a kind; empty if its fields are not known. */
  public static Optional<String> of(String apiVersion, String kind) {
    return Optional.ofNullable(ALL.kinds.get(apiVersion + " " + kind));
  }

  /** The fields of a type; empty if it has none of its own, such as an object of any kind. */
  static Map<String, FieldType> fields(String type) {
    return ALL.types.getOrDefault(type, Map.of());
  }

  /** The fields that Kubernetes describes; a test holds that each exists. */
  public static Set<String> described() {
    return ALL.descriptions.keySet();
  }

  /** Whether a type has a field. */
  public static boolean has(String type, String field) {
    return fields(type).containsKey(field);
  }

  /** The OpenAPI schema of a type, which refers to others. */
  public static Tree schema(String type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    fields(type)
        .forEach(
            (name, field) -> {
              Tree schema = field.schema(REF);
              String about = ALL.descriptions.get(type + "." + name);
              properties.put(name, about == null ? schema : described(schema, about));
            });
    Tree schema = Tree.object("type", "object", "properties", properties);
    String about = ALL.descriptions.get(type);
    return about == null ? schema : schema.with("description", about);
  }

  /** What a schema says next to a reference counts only around it. */
  private static Tree described(Tree schema, String about) {
    return schema.get("$ref").isPresent()
        ? Tree.object("description", about, "allOf", List.of(schema))
        : schema.with("description", about);
  }

  /** A type, and all that its fields refer to, by name. */
  public static Map<String, Tree> closure(String root) {
    Map<String, Tree> found = new LinkedHashMap<>();
    Set<String> seen = new LinkedHashSet<>(Set.of(root));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      String type = open.pop();
      found.put(type, schema(type));
      fields(type).values().stream()
          .map(FieldType::named)
          .filter(name -> !name.isEmpty() && seen.add(name))
          .forEach(open::push);
    }
    return found;
  }
}
