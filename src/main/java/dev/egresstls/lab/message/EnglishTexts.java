package dev.egresstls.lab.message;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * The bundle that all others are translated from. Every start of the program reads it, so it is
 * only cut into lines, and a text is decoded when it is said: {@link Properties} take ten times as
 * long for it in a JVM that has just begun. Each text is written {@code key=text}.
 */
final class EnglishTexts extends ResourceBundle {
  private final Map<String, String> lines = new HashMap<>(4096);

  /** Cuts UTF-8 as if it were Latin-1, where a byte is a character and nothing is decoded. */
  EnglishTexts(byte[] file) {
    String all = new String(file, StandardCharsets.ISO_8859_1);
    int begin = 0;
    while (begin < all.length()) {
      int end = endOfLine(all, begin);
      int equals = all.indexOf('=', begin);
      if (equals > begin && equals < end && all.charAt(begin) != '#') {
        lines.put(all.substring(begin, equals), all.substring(equals + 1, end));
      }
      begin = end + 1;
    }
  }

  /** A line that ends with a backslash goes on in the next one. */
  private static int endOfLine(String all, int begin) {
    int end = all.indexOf('\n', begin);
    while (end > begin && all.charAt(end - 1) == '\\') {
      end = all.indexOf('\n', end + 1);
    }
    return end < 0 ? all.length() : end;
  }

  @Override
  protected Object handleGetObject(String key) {
    String line = lines.get(key);
    if (line == null) {
      return null;
    }
    String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return text.indexOf('\\') < 0 ? text : unescaped(text);
  }

  private static String unescaped(String text) {
    Properties one = new Properties();
    try {
      one.load(new StringReader("text=" + text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return one.getProperty("text");
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(lines.keySet());
  }

  @Override
  protected Set<String> handleKeySet() {
    return lines.keySet();
  }
}
