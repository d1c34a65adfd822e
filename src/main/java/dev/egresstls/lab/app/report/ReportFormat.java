package dev.egresstls.lab.app.report;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.Locale;

/** What a report is written as. */
public enum ReportFormat {
  MD,
  HTML,
  JSON;

  /** The format of that name. */
  public static ReportFormat of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The text of a report; it ends with a line break. */
  public String text(Tree document) {
    return switch (this) {
      case MD -> MarkdownReport.of(ReportPage.of(document));
      case HTML -> HtmlReport.of(ReportPage.of(document));
      case JSON -> Json.pretty(document) + "\n";
    };
  }

  /** As it is typed, and as a file's name ends. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
