package dev.egresstls.lab.lab;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a lab says of itself before it is read: enough for the banner of the prompt.
 *
 * @param title the lab's title
 * @param minutes how long a learner takes, about
 * @param track the title of the track that it was made for
 * @param vars that track's values
 * @param labels the steps' labels, in order
 */
public record TitlePage(
    String title, int minutes, String track, Map<String, String> vars, List<String> labels) {
  public TitlePage {
    vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    labels = List.copyOf(labels);
  }

  /** The title page of a lab that was read. */
  public static TitlePage of(Lab lab) {
    return new TitlePage(
        lab.title(),
        lab.minutes(),
        lab.track().title(),
        lab.track().vars(),
        lab.steps().stream().map(Step::label).toList());
  }
}
