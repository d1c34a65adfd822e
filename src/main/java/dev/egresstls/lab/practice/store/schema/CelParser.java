package dev.egresstls.lab.practice.store.schema;

import dev.egresstls.lab.practice.store.schema.CelTokens.Kind;
import dev.egresstls.lab.practice.store.schema.CelTokens.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads tokens into nodes, by the precedence of CEL. */
final class CelParser {
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("||"),
          List.of("&&"),
          List.of("==", "!=", "<", "<=", ">", ">=", "in"),
          List.of("+", "-"),
          List.of("*", "/", "%"));

  private final List<Token> tokens;
  private final Set<String> names = new HashSet<>();
  private final Set<String> bound = new HashSet<>(Set.of("self", "oldSelf"));
  private int at;

  CelParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  Set<String> names() {
    return names;
  }

  CelNode whole() {
    CelNode root = ternary();
    if (peek().kind() != Kind.END) {
      throw unexpected();
    }
    return root;
  }

  private CelNode ternary() {
    CelNode condition = binary(0);
    if (!accept("?")) {
      return condition;
    }
    CelNode yes = ternary();
    expect(":");
    CelNode no = ternary();
    return scope ->
        CelOperators.isTrue(condition.value(scope)) ? yes.value(scope) : no.value(scope);
  }

  private CelNode binary(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    CelNode left = binary(level + 1);
    while (LEVELS.get(level).contains(peek().text()) && peek().kind() != Kind.TEXT) {
      left = CelOperators.binary(next().text(), left, binary(level + 1));
    }
    return left;
  }

  private CelNode unary() {
    if (accept("!")) {
      CelNode inner = unary();
      return scope -> !CelOperators.isTrue(inner.value(scope));
    }
    if (accept("-")) {
      CelNode inner = unary();
      return scope -> CelOperators.negative(inner.value(scope));
    }
    return member();
  }

  private CelNode member() {
    CelNode here = primary();
    while (true) {
      if (accept(".")) {
        String name = name();
        here = accept("(") ? call(here, name) : new CelNode.Select(here, CelNames.plain(name));
      } else if (accept("[")) {
        CelNode target = here;
        CelNode index = ternary();
        expect("]");
        here = scope -> CelOperators.item(target.value(scope), index.value(scope));
      } else {
        return here;
      }
    }
  }

  private CelNode primary() {
    Token token = next();
    switch (token.kind()) {
      case NUMBER:
        Object number = CelOperators.number(token.text());
        return scope -> number;
      case TEXT:
        return scope -> token.text();
      case NAME:
        return named(token);
      default:
        return signed(token);
    }
  }

  private CelNode signed(Token token) {
    if (token.text().equals("(") && token.kind() == Kind.SIGN) {
      CelNode inner = ternary();
      expect(")");
      return inner;
    }
    if (token.text().equals("[")) {
      List<CelNode> items = list("]");
      return scope -> items.stream().map(item -> item.value(scope)).toList();
    }
    if (token.text().equals("{")) {
      return map();
    }
    at--;
    throw unexpected();
  }

  private CelNode named(Token token) {
    String name = token.text();
    switch (name) {
      case "true", "false":
        return scope -> name.equals("true");
      case "null":
        return scope -> null;
      default:
    }
    if (accept("(")) {
      return call(null, name);
    }
    names.add(name);
    if (!bound.contains(name)) {
      throw new Cel.Unreadable("undeclared reference to '" + name + "' at " + token.at());
    }
    return scope -> scope.get(name);
  }

  private CelNode call(CelNode target, String name) {
    if (target != null && CelMacros.NAMES.contains(name)) {
      return macro(target, name);
    }
    List<CelNode> arguments = list(")");
    if (name.equals("has") && target == null) {
      if (arguments.size() == 1 && arguments.get(0) instanceof CelNode.Select select) {
        return select::isThere;
      }
      throw new Cel.Unreadable("has() takes a field, such as has(self.name)");
    }
    return CelFunctions.call(name, target, arguments);
  }

  private CelNode macro(CelNode target, String name) {
    String variable = name();
    boolean outer = !bound.add(variable);
    expect(",");
    List<CelNode> bodies = list(")");
    if (!outer) {
      bound.remove(variable);
    }
    return CelMacros.node(name, target, variable, bodies);
  }

  private List<CelNode> list(String end) {
    List<CelNode> items = new ArrayList<>();
    if (accept(end)) {
      return items;
    }
    do {
      items.add(ternary());
    } while (accept(","));
    expect(end);
    return items;
  }

  private CelNode map() {
    Map<CelNode, CelNode> entries = new LinkedHashMap<>();
    if (!accept("}")) {
      do {
        CelNode key = ternary();
        expect(":");
        entries.put(key, ternary());
      } while (accept(","));
      expect("}");
    }
    return scope -> {
      Map<Object, Object> map = new LinkedHashMap<>();
      entries.forEach((key, value) -> map.put(key.value(scope), value.value(scope)));
      return map;
    };
  }

  private String name() {
    if (peek().kind() != Kind.NAME) {
      throw unexpected();
    }
    return next().text();
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    return tokens.get(at++);
  }

  private boolean accept(String sign) {
    boolean there = peek().kind() == Kind.SIGN && peek().text().equals(sign);
    at += there ? 1 : 0;
    return there;
  }

  private void expect(String sign) {
    if (!accept(sign)) {
      throw unexpected();
    }
  }

  private Cel.Unreadable unexpected() {
    return new Cel.Unreadable("unexpected '" + peek().text() + "' at " + peek().at());
  }
}
