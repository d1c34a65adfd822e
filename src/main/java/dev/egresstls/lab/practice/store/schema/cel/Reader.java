package dev.egresstls.lab.practice.store.schema.cel;

import dev.egresstls.lab.practice.store.schema.cel.Tokens.Kind;
import dev.egresstls.lab.practice.store.schema.cel.Tokens.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads tokens into nodes, by the precedence of CEL. */
final class Reader {
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

  Reader(List<Token> tokens) {
    this.tokens = tokens;
  }

  Set<String> names() {
    return names;
  }

  Node whole() {
    Node root = ternary();
    if (peek().kind() != Kind.END) {
      throw unexpected();
    }
    return root;
  }

  private Node ternary() {
    Node condition = binary(0);
    if (!accept("?")) {
      return condition;
    }
    Node yes = ternary();
    expect(":");
    Node no = ternary();
    return scope -> Operators.isTrue(condition.value(scope)) ? yes.value(scope) : no.value(scope);
  }

  private Node binary(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    Node left = binary(level + 1);
    while (LEVELS.get(level).contains(peek().text()) && peek().kind() != Kind.TEXT) {
      left = Operators.binary(next().text(), left, binary(level + 1));
    }
    return left;
  }

  private Node unary() {
    if (accept("!")) {
      Node inner = unary();
      return scope -> !Operators.isTrue(inner.value(scope));
    }
    if (accept("-")) {
      Node inner = unary();
      return scope -> Operators.negative(inner.value(scope));
    }
    return member();
  }

  private Node member() {
    Node here = primary();
    while (true) {
      if (accept(".")) {
        String name = name();
        here = accept("(") ? call(here, name) : new Node.Select(here, Names.plain(name));
      } else if (accept("[")) {
        Node target = here;
        Node index = ternary();
        expect("]");
        here = scope -> Operators.item(target.value(scope), index.value(scope));
      } else {
        return here;
      }
    }
  }

  private Node primary() {
    Token token = next();
    switch (token.kind()) {
      case NUMBER:
        Object number = Operators.number(token.text());
        return scope -> number;
      case TEXT:
        return scope -> token.text();
      case NAME:
        return named(token);
      default:
        return signed(token);
    }
  }

  private Node signed(Token token) {
    if (token.text().equals("(") && token.kind() == Kind.SIGN) {
      Node inner = ternary();
      expect(")");
      return inner;
    }
    if (token.text().equals("[")) {
      List<Node> items = list("]");
      return scope -> items.stream().map(item -> item.value(scope)).toList();
    }
    if (token.text().equals("{")) {
      return map();
    }
    at--;
    throw unexpected();
  }

  private Node named(Token token) {
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

  private Node call(Node target, String name) {
    if (target != null && Macros.NAMES.contains(name)) {
      return macro(target, name);
    }
    List<Node> arguments = list(")");
    if (name.equals("has") && target == null) {
      if (arguments.size() == 1 && arguments.get(0) instanceof Node.Select select) {
        return select::isThere;
      }
      throw new Cel.Unreadable("has() takes a field, such as has(self.name)");
    }
    return Functions.call(name, target, arguments);
  }

  private Node macro(Node target, String name) {
    String variable = name();
    boolean outer = !bound.add(variable);
    expect(",");
    List<Node> bodies = list(")");
    if (!outer) {
      bound.remove(variable);
    }
    return Macros.node(name, target, variable, bodies);
  }

  private List<Node> list(String end) {
    List<Node> items = new ArrayList<>();
    if (accept(end)) {
      return items;
    }
    do {
      items.add(ternary());
    } while (accept(","));
    expect(end);
    return items;
  }

  private Node map() {
    Map<Node, Node> entries = new LinkedHashMap<>();
    if (!accept("}")) {
      do {
        Node key = ternary();
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
