package dev.egresstls.lab.app.report;

import static dev.egresstls.lab.message.Messages.say;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A report as Markdown with tables. */
final class MarkdownReport {
  /** What means something in Markdown, wherever it stands; a backslash makes it mean itself. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|~&#$]");

  private MarkdownReport() {}

  static String of(ReportPage page) {
    StringBuilder text = new StringBuilder("# " + escaped(page.title()) + "\n\n");
    table(text, List.of(say("report.column.fact"), say("report.column.value")));
    page.facts().forEach(fact -> row(text, fact.stream().map(MarkdownReport::escaped).toList()));
    for (ReportPage.Table table : page.tables()) {
      text.append("\n## ").append(escaped(table.title())).append("\n\n");
      table(text, table.head());
      table.rows().forEach(row -> row(text, row.stream().map(MarkdownReport::cell).toList()));
    }
    return text.toString();
  }

  private static void table(StringBuilder text, List<String> head) {
    row(text, head.stream().map(MarkdownReport::escaped).toList());
    row(text, Collections.nCopies(head.size(), "---"));
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static String cell(ReportPage.Cell cell) {
    return switch (cell.tone()) {
      case GOOD -> "✓ " + escaped(cell.text());
      case BAD -> "✗ " + escaped(cell.text());
      default -> escaped(cell.text());
    };
  }

  private static String escaped(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }
}
