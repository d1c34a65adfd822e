package dev.egresstls.lab.app.report;

import dev.egresstls.lab.message.ProgramFiles;
import dev.egresstls.lab.value.Html;
import java.util.List;
import java.util.Locale;

/** A report as one HTML file that needs no other file, no network and no script. */
public final class HtmlReport {
  private static final String STYLE = "dev/egresstls/lab/report.css";

  private final StringBuilder html = new StringBuilder();

  private HtmlReport() {}

  static String of(ReportPage page) {
    HtmlReport report = new HtmlReport();
    report.html.append(head(page.title(), style())).append("<main>\n");
    report.element("h1", page.title());
    report.html.append("<table class=\"facts\"><tbody>\n");
    page.facts().forEach(report::fact);
    report.html.append("</tbody></table>\n");
    page.tables().forEach(report::table);
    report.html.append("</main>\n</body>\n</html>\n");
    return report.html.toString();
  }

  /**
   * The beginning of a page in the user's language, up to its body. Nothing is loaded and nothing
   * is run, whatever a value holds.
   *
   * @param style the rules of its style sheet
   */
  public static String head(String title, String style) {
    String language = Locale.getDefault().getLanguage();
    return "<!DOCTYPE html>\n<html lang=\""
        + (language.matches("[a-z]{2,3}") ? language : "en")
        + "\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        + "style-src 'unsafe-inline'\"/>\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>"
        + Html.escaped(title)
        + "</title>\n<style>\n"
        + style
        + "</style>\n</head>\n<body>\n";
  }

  private static String style() {
    return ProgramFiles.text(STYLE);
  }

  private void fact(List<String> fact) {
    html.append("<tr>");
    inline("th scope=\"row\"", fact.get(0));
    inline("td", fact.get(1));
    html.append("</tr>\n");
  }

  private void table(ReportPage.Table table) {
    element("h2", table.title());
    html.append("<div class=\"wide\"><table>\n<thead><tr>");
    table.head().forEach(name -> inline("th scope=\"col\"", name));
    html.append("</tr></thead>\n<tbody>\n");
    for (List<ReportPage.Cell> row : table.rows()) {
      html.append("<tr>");
      row.forEach(this::cell);
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table></div>\n");
  }

  private void cell(ReportPage.Cell cell) {
    switch (cell.tone()) {
      case GOOD -> inline("td class=\"good\"", cell.text());
      case BAD -> inline("td class=\"bad\"", cell.text());
      case SHORT -> inline("td class=\"short\"", cell.text());
      case CODE -> {
        html.append("<td>");
        inline("code", cell.text());
        html.append("</td>");
      }
      default -> inline("td", cell.text());
    }
  }

  private void element(String name, String text) {
    inline(name, text);
    html.append('\n');
  }

  private void inline(String tag, String text) {
    html.append('<').append(tag).append('>').append(Html.escaped(text));
    html.append("</").append(tag.split(" ")[0]).append('>');
  }
}
