package dev.egresstls.lab.practice.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelTest {
  private static final Object SELF =
      Yaml.read("{name: web, size: 3, list: [{k: a}, {k: b}], labels: {x: y}, none: []}").raw();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "has(self.name) && !has(self.other)",
        "size(self.list) == 2 && self.name.size() == 3",
        "self.size > 2 ? true : false",
        "self.name in ['web', 'db'] && 'x' in self.labels",
        "self.list.all(i, i.k == 'a' || i.k == 'b')",
        "self.list.exists_one(i, i.k == 'a') && self.list.exists(i, i.k != 'a')",
        "self.list.map(i, i.k) == ['a', 'b'] && self.list.filter(i, i.k == 'b').size() == 1",
        "self.name.startsWith('w') && self.name.matches('^[a-z]+$') && self.name + '!' == 'web!'",
        "self.size * 2 - 1 == 5 && self.size % 2 == 1 && -self.size < 0",
        "self.missing == 1 || true",
        "!(false && self.missing == 1)",
        "self.none.all(i, false) && self.list[1].k == \"b\"",
        "'a,b'.split(',').join('-').upperAscii() == 'A-B' && int('7') == 7",
      })
  void a_rule_that_holds_is_true(String rule) {
    assertEquals(true, Cel.read(rule).value(SELF, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"self.name.nosuch()", "self.", "other == 1", "(self.name", "self.all(x)", "a ~ b"})
  void a_rule_that_cannot_be_read_is_refused(String rule) {
    assertThrows(Cel.Unreadable.class, () -> Cel.read(rule));
  }

  @Test
  void a_field_that_is_not_there_has_no_value() {
    assertThrows(Cel.NoValue.class, () -> Cel.read("self.missing == 1").value(SELF, null));
  }

  @Test
  void a_rule_with_old_self_is_about_a_change() {
    assertTrue(Cel.read("self == oldSelf").isTransition());
  }
}
