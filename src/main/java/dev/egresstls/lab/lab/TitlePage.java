package dev.egresstls.lab.lab;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a lab says of itself before it is read: enough for the banner of the prompt. Reading the lab
 * takes longer than everything else before the first prompt.
 *
 * @param title the lab's title
 * @param minutes how long a learner takes, about
 * @param trackId the track that it was made for
 * @param track that track's title
 * @param vars that track's values
 * @param labels the steps' labels, in order
 * @param stepMinutes how long each of them takes, about; 0 where the lab does not say
 */
public record TitlePage(
    String title,
    int minutes,
    String trackId,
    String track,
    Map<String, String> vars,
    List<String> labels,
    List<Integer> stepMinutes) {
  /** The file next to {@code lab.yaml} that holds it, for the lab's first track. */
  public static final String FILE = "title-page.properties";

  private static final String VAR = "var.";

  public TitlePage {
    vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    labels = List.copyOf(labels);
    stepMinutes = List.copyOf(stepMinutes);
  }

  /** The title page of a lab that was read. */
  public static TitlePage of(Lab lab) {
    return new TitlePage(
        lab.title(),
        lab.minutes(),
        lab.track().id(),
        lab.track().title(),
        lab.track().vars(),
        lab.steps().stream().map(Step::label).toList(),
        lab.steps().stream().map(step -> step.classroom().minutes()).toList());
  }

  /** The text of a title page's file; the same page gives the same text. */
  public String write() {
    StringBuilder text = new StringBuilder();
    line(text, "title", title);
    line(text, "minutes", Integer.toString(minutes));
    line(text, "trackId", trackId);
    line(text, "track", track);
    line(text, "labels", String.join(" ", labels));
    line(text, "stepMinutes", String.join(" ", stepMinutes.stream().map(String::valueOf).toList()));
    vars.forEach((name, value) -> line(text, VAR + name, value));
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n');
  }

  /** Reads the text of a title page's file; empty if it lacks something. */
  public static Optional<TitlePage> read(String text) {
    Properties known = new Properties();
    try {
      known.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot fail to be read", e);
    }
    String minutes = known.getProperty("minutes", "");
    boolean whole =
        known.stringPropertyNames().containsAll(List.of("title", "trackId", "track", "labels"))
            && minutes.matches("[0-9]{1,4}")
            && known.getProperty("stepMinutes", "").matches("([0-9]{1,4} ?)+");
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
        known.getProperty("title"),
        minutes,
        known.getProperty("trackId"),
        known.getProperty("track"),
        vars,
        labels,
        Stream.of(known.getProperty("stepMinutes").split(" ")).map(Integer::valueOf).toList());
  }
}
