package dev.egresstls.lab.classroom;

import java.util.List;
import java.util.stream.Collectors;

/** Tables for spreadsheets (RFC 4180), in which no cell is taken for a formula. */
public final class Csv {
  private Csv() {}

  /** Rows as text; the first may be the head. */
  public static String of(List<List<String>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(Csv::cell).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static String cell(String text) {
    String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
