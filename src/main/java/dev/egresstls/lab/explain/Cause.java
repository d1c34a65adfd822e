package dev.egresstls.lab.explain;

/**
 * Because of what something is red.
 *
 * @param because one sentence without a full stop
 * @param fix what to type or do to get past it
 */
record Cause(String because, String fix) {
  /** As {@link dev.egresstls.lab.event.Verdict#cause} holds it. */
  String text() {
    return because + "\n" + fix;
  }
}
