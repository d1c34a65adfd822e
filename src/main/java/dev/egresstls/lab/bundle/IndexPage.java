package dev.egresstls.lab.bundle;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Html;
import java.net.URI;
import java.util.Optional;

/** The page that says what to type on each system. */
public final class IndexPage {
  /** Its file. */
  public static final String FILE = "index.html";

  private final StringBuilder html = new StringBuilder();

  private IndexPage() {}

  /**
   * The page as HTML.
   *
   * @param base where the folder is served; empty if that is not known
   */
  public static String text(Optional<URI> base) {
    IndexPage page = new IndexPage();
    page.html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.element("title", say("bundle.index.title"));
    page.html.append("</head>\n<body>\n");
    page.element("h1", say("bundle.index.title"));
    page.element("p", say("bundle.index.needs"));
    base.ifPresent(page::served);
    page.element("h2", say("bundle.index.folder"));
    page.element("p", say("bundle.index.folder.how"));
    page.command("Linux, macOS", "sh bin/egresstls-lab");
    page.command("Windows", "bin\\egresstls-lab.cmd");
    page.command("JBang", "jbang egresstls-lab");
    page.element("h2", say("bundle.index.cluster"));
    page.element("p", say("bundle.index.cluster.how"));
    page.html.append("<p><a href=\"images.txt\">images.txt</a> · ");
    page.html.append("<a href=\"SHA256SUMS\">SHA256SUMS</a></p>\n</body>\n</html>\n");
    return page.html.toString();
  }

  private void served(URI base) {
    String jar = base.resolve(Bundle.JAR).toString();
    String run = "java -jar " + Bundle.JAR + " --mirror " + base;
    element("h2", "JBang");
    command(say("bundle.index.any"), "jbang egresstls-lab@" + base);
    element("p", say("bundle.index.trust"));
    element("h2", "Java");
    command("Linux, macOS", "curl -fO " + jar + " && " + run);
    command("Windows", "curl.exe -fO " + jar + "\n" + run);
  }

  private void command(String system, String line) {
    element("h3", system);
    element("pre", line);
  }

  private void element(String name, String text) {
    html.append('<')
        .append(name)
        .append('>')
        .append(Html.escaped(text))
        .append("</")
        .append(name)
        .append(">\n");
  }
}
