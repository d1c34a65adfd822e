package dev.egresstls.lab.practice.store.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a JSON text, in the words of Go's decoder (encoding/json/scanner.go). */
public final class GoJson {
  /** Of the stack of a thread, too. */
  private static final int DEEPEST = 1000;

  private static final String CUT = "unexpected end of JSON input";

  private final String text;
  private final List<String> duplicates = new ArrayList<>();
  private int at;

  private GoJson(String text) {
    this.text = text;
  }

  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message, null, false, false);
    }
  }

  /** The first mistake; empty if there is none. */
  public static Optional<String> wrong(String text) {
    GoJson json = new GoJson(text);
    try {
      json.value(0, "");
      json.space();
      if (json.at < text.length()) {
        throw json.unexpected("after top-level value");
      }
      return Optional.empty();
    } catch (Wrong e) {
      return Optional.of(e.getMessage());
    }
  }

  /** The paths of keys that an object has twice; none of a text that is not JSON. */
  public static List<String> duplicates(String text) {
    GoJson json = new GoJson(text);
    try {
      json.value(0, "");
    } catch (Wrong e) {
      return List.of();
    }
    return json.duplicates;
  }

  private Wrong unexpected(String where) {
    if (at >= text.length()) {
      return new Wrong(CUT);
    }
    char c = text.charAt(at);
    String shown = c == '\'' ? "'\\''" : c == '"' ? "'\"'" : "'" + c + "'";
    return new Wrong("invalid character " + shown + " " + where);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char next() {
    space();
    if (at >= text.length()) {
      throw new Wrong(CUT);
    }
    return text.charAt(at);
  }

  private void value(int depth, String path) {
    if (depth > DEEPEST) {
      throw new Wrong("exceeded max depth");
    }
    switch (next()) {
      case '{' -> object(depth, path);
      case '[' -> array(depth, path);
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw unexpected("looking for beginning of value");
    }
  }

  private void object(int depth, String path) {
    Set<String> keys = new HashSet<>();
    at++;
    boolean first = true;
    while (next() != '}' || !first) {
      if (next() != '"') {
        throw unexpected("looking for beginning of object key string");
      }
      int from = at + 1;
      string();
      String key = text.substring(from, at - 1);
      String own = path.isEmpty() ? key : path + "." + key;
      if (!keys.add(key)) {
        duplicates.add(own);
      }
      if (next() != ':') {
        throw unexpected("after object key");
      }
      at++;
      value(depth + 1, own);
      if (next() == '}') {
        break;
      }
      if (next() != ',') {
        throw unexpected("after object key:value pair");
      }
      at++;
      first = false;
    }
    at++;
  }

  private void array(int depth, String path) {
    int number = 0;
    at++;
    boolean first = true;
    while (next() != ']' || !first) {
      value(depth + 1, path + "[" + number++ + "]");
      if (next() == ']') {
        break;
      }
      if (next() != ',') {
        throw unexpected("after array element");
      }
      at++;
      first = false;
    }
    at++;
  }

  private void string() {
    for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
      if (text.charAt(at) < ' ') {
        throw unexpected("in string literal");
      }
      if (text.charAt(at) == '\\') {
        escape();
      }
    }
    if (at >= text.length()) {
      throw new Wrong(CUT);
    }
    at++;
  }

  private void escape() {
    at++;
    if (at >= text.length() || "\"\\/bfnrtu".indexOf(text.charAt(at)) < 0) {
      throw unexpected("in string escape code");
    }
    for (int left = text.charAt(at) == 'u' ? 4 : 0; left > 0; left--) {
      at++;
      if (at >= text.length() || Character.digit(text.charAt(at), 16) < 0) {
        throw unexpected("in \\u hexadecimal character escape");
      }
    }
  }

  private void literal(String word) {
    for (int i = 1; i < word.length(); i++) {
      at++;
      char c = at < text.length() ? text.charAt(at) : ' ';
      if (c != word.charAt(i)) {
        throw new Wrong(
            "invalid character '"
                + c
                + "' in literal "
                + word
                + " (expecting '"
                + word.charAt(i)
                + "')");
      }
    }
    at++;
  }

  private void number() {
    if (text.charAt(at) == '-') {
      at++;
      if (!digit()) {
        throw unexpected("in numeric literal");
      }
    }
    if (text.charAt(at) == '0') {
      at++;
    } else {
      digits();
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      if (!digit()) {
        throw unexpected("after decimal point in numeric literal");
      }
      digits();
    }
    if (at < text.length() && "eE".indexOf(text.charAt(at)) >= 0) {
      at++;
      if (at < text.length() && "+-".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      if (!digit()) {
        throw unexpected("in exponent of numeric literal");
      }
      digits();
    }
  }

  private boolean digit() {
    return at < text.length() && Character.isDigit(text.charAt(at));
  }

  private void digits() {
    while (digit()) {
      at++;
    }
  }
}
