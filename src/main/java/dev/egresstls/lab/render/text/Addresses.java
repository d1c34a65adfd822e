package dev.egresstls.lab.render.text;

import java.util.ArrayList;
import java.util.List;

/** Writes the address of a link behind its text, where the terminal has no links. */
final class Addresses {
  private Addresses() {}

  /** The spans with each address after the last span of its text, unless the text is it. */
  static List<Span> inClear(List<Span> spans) {
    List<Span> clear = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      clear.add(new Span(span.role(), span.text()));
      boolean ends = i + 1 == spans.size() || !spans.get(i + 1).link().equals(span.link());
      text.append(span.text());
      if (ends) {
        if (!span.link().isEmpty() && !text.toString().equals(span.link())) {
          clear.add(new Span(Role.QUIET, " (" + span.link() + ")"));
        }
        text.setLength(0);
      }
    }
    return clear;
  }
}
