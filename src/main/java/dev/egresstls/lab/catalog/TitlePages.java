package dev.egresstls.lab.catalog;

import dev.egresstls.lab.lab.TitlePage;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Title pages as small files beside {@code lab.yaml}, for the default track. Reading the lab itself
 * takes longer than everything else before the first prompt, and the prompt does not need it.
 */
public final class TitlePages {
  /** Where it lies in a lab's folder. */
  public static final String FILE = "title-page.properties";

  private static final String VAR = "var.";

  private TitlePages() {}

  /** The text of a title page's file; the same page gives the same text. */
  public static String write(TitlePage page) {
    StringBuilder text = new StringBuilder();
    line(text, "title", page.title());
    line(text, "minutes", Integer.toString(page.minutes()));
    line(text, "track", page.track());
    line(text, "labels", String.join(" ", page.labels()));
    page.vars().forEach((name, value) -> line(text, VAR + name, value));
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n');
  }

  /** Reads such a file; empty if it is not there or lacks something. */
  static Optional<TitlePage> read(LabFiles files) {
    return files.text(FILE).flatMap(TitlePages::parse);
  }

  private static Optional<TitlePage> parse(String text) {
    Properties known = new Properties();
    try {
      known.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot fail to be read", e);
    }
    String minutes = known.getProperty("minutes", "");
    boolean whole =
        known.stringPropertyNames().containsAll(List.of("title", "track", "labels"))
            && minutes.matches("[0-9]{1,4}");
    return whole ? Optional.of(page(known, Integer.parseInt(minutes))) : Optional.empty();
  }

  private static TitlePage page(Properties known, int minutes) {
    Map<String, String> vars = new LinkedHashMap<>();
    for (String name : known.stringPropertyNames()) {
      if (name.startsWith(VAR)) {
        vars.put(name.substring(VAR.length()), known.getProperty(name));
      }
    }
    List<String> labels = List.of(known.getProperty("labels").split(" "));
    return new TitlePage(
        known.getProperty("title"), minutes, known.getProperty("track"), vars, labels);
  }
}
