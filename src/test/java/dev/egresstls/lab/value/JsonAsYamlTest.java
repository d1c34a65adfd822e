package dev.egresstls.lab.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** JSON is YAML: what is read by the JSON reader must be what the YAML reader makes of it. */
class JsonAsYamlTest {
  @Test
  void json_is_read_as_the_same_value_in_yaml_would_be() {
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      Tree one = Tree.of(object(random, 4));
      Tree two = Tree.of(object(random, 2));
      String json = Json.write(one) + "\n---\n" + Json.pretty(two) + "\n";
      String yaml = Yaml.write(one) + "---\n" + Yaml.write(two);
      assertEquals(List.of(one, two), Yaml.readAll(json), json);
      assertEquals(List.of(one, two), Yaml.readAll(yaml), yaml);
    }
  }

  @Test
  void flow_mappings_and_comments_are_still_yaml() {
    assertEquals(Tree.object("a", "b", "c", List.of(1L)), Yaml.read("{a: b, c: [1]}"));
    assertEquals(Tree.object("a", 1L), Yaml.read("{\"a\": 1} # one"));
    assertEquals(Tree.object("a", 1L), Yaml.read("---\n# one\n{\"a\": 1}"));
    assertEquals(
        List.of(Tree.object("a", 1L), Tree.object("b", 2L)),
        Yaml.readAll("{\"a\": 1}\n--- # next\nb: 2\n"));
  }

  @Test
  void a_key_twice_is_refused_in_json_too() {
    assertThrows(Yaml.Malformed.class, () -> Yaml.read("{\"a\": 1, \"a\": 2}"));
    assertThrows(Yaml.Malformed.class, () -> Yaml.read("{\"a\": 1}{\"b\": 2}"));
  }

  private static Map<String, Object> object(Random random, int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4) + 1; i > 0; i--) {
      map.put(text(random) + i, value(random, depth));
    }
    return map;
  }

  private static Object value(Random random, int depth) {
    switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0:
        return random.nextLong();
      case 1:
        return random.nextInt(100) / 8.0;
      case 2:
        return random.nextBoolean();
      case 3:
        return null;
      case 4:
      case 5:
        return text(random);
      case 6:
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        return list;
      default:
        return object(random, depth - 1);
    }
  }

  private static String text(Random random) {
    String[] parts = {"a", "---", "\n", "\"", "\\", ": ", "no", "1e3", "ü", "\t", "#", "0x1", ""};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }
}
