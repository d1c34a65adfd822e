package dev.egresstls.lab.app.report;

import java.util.List;
import java.util.Locale;

/** A report as one HTML file that needs no other file, no network and no script. */
final class HtmlReport {
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.6rem;margin:0 0 1rem;overflow-wrap:anywhere}
      h2{font-size:1.15rem;margin:2rem 0 .5rem}
      table{border-collapse:collapse;width:100%}
      th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #8886}
      td{overflow-wrap:break-word}
      thead th{border-bottom:2px solid #888;font-size:.85rem}
      .wide{overflow-x:auto}
      .facts{width:auto}
      .facts th{font-weight:normal;padding-right:2rem;white-space:nowrap}
      .good::before{content:"\\2713  "}
      .bad::before{content:"\\2717  "}
      .good{color:#157a34}
      .bad{color:#b3261e}
      .good,.bad,.short{white-space:nowrap}
      @media (prefers-color-scheme:dark){.good{color:#6fdc8c}.bad{color:#ff8a80}}
      @page{margin:15mm}
      @media print{
      :root{color-scheme:light}
      body{font-size:9.5pt;max-width:none;margin:0;padding:0}
      .good,.bad{color:#000}
      .wide{overflow:visible}
      td:not(.short,.good,.bad){overflow-wrap:anywhere}
      th,td{padding:.25rem .4rem}
      thead{display:table-header-group}
      tr,h2{break-inside:avoid}
      h2{break-after:avoid}
      }
      """;

  private final StringBuilder html = new StringBuilder();

  private HtmlReport() {}

  static String of(ReportPage page) {
    HtmlReport report = new HtmlReport();
    report.head(page.title());
    report.element("h1", page.title());
    report.html.append("<table class=\"facts\"><tbody>\n");
    page.facts().forEach(report::fact);
    report.html.append("</tbody></table>\n");
    page.tables().forEach(report::table);
    report.html.append("</main>\n</body>\n</html>\n");
    return report.html.toString();
  }

  /** Nothing is loaded and nothing is run, whatever a value holds. */
  private void head(String title) {
    String language = Locale.getDefault().getLanguage();
    html.append("<!DOCTYPE html>\n<html lang=\"")
        .append(language.matches("[a-z]{2,3}") ? language : "en")
        .append("\">\n<head>\n<meta charset=\"utf-8\"/>\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("style-src 'unsafe-inline'\"/>\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    element("title", title);
    html.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
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
    html.append('<').append(tag).append('>').append(escaped(text));
    html.append("</").append(tag.split(" ")[0]).append('>');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
