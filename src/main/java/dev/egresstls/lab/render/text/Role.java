package dev.egresstls.lab.render.text;

/** What a piece of text is for. The {@link Theme} turns it into a colour, or into nothing. */
public enum Role {
  /** Text as it is. */
  PLAIN,
  /** The name of a lab or a step. */
  TITLE,
  /** Something that holds. */
  MET,
  /** Something that does not. */
  UNMET,
  /** Something in progress, or not known yet. */
  PENDING,
  /** Less important: times, labels, notes. */
  QUIET,
  /** What the reader may type or copy. */
  CODE,
  /** Stressed text in prose. */
  STRESS,
  /** What the reader should be careful about. */
  WARNING
}
