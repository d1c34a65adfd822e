package dev.egresstls.lab.render.text;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.StepState;

/** The sign before a line. It never stands for itself alone: a word says the same. */
public enum Mark {
  MET("✓", "[ok]", "●", "+", Role.MET),
  UNMET("✗", "[!!]", "✗", "!", Role.UNMET),
  DOING("●", "[..]", "◐", ">", Role.PENDING),
  TODO("○", "[  ]", "○", ".", Role.QUIET),
  /** What nobody knows: a question whose answer was not observed yet. */
  OPEN("○", "[? ]", "○", "?", Role.QUIET),
  SKIPPED("–", "[--]", "–", "-", Role.QUIET);

  private final String glyph;
  private final String ascii;
  private final String rowGlyph;
  private final String barAscii;
  private final Role role;

  Mark(String glyph, String ascii, String rowGlyph, String barAscii, Role role) {
    this.glyph = glyph;
    this.ascii = ascii;
    this.rowGlyph = rowGlyph;
    this.barAscii = barAscii;
    this.role = role;
  }

  /** The mark of a step. */
  public static Mark of(StepState state) {
    return switch (state) {
      case TODO -> TODO;
      case DOING, CHECKING -> DOING;
      case HOLDS -> MET;
      case BROKEN -> UNMET;
      case SKIPPED -> SKIPPED;
    };
  }

  /** The sign before a line of its own. */
  String sign(boolean unicode) {
    return unicode ? glyph : ascii;
  }

  /** The sign in a word, for whoever listens. */
  String word() {
    return switch (this) {
      case MET -> say("render.word.passed");
      case UNMET -> say("render.word.broken");
      case DOING -> say("render.word.doing");
      case TODO -> say("render.word.to-do");
      case OPEN -> say("render.word.open");
      case SKIPPED -> say("render.word.left-out");
    };
  }

  /** The sign in the row of all steps. */
  String rowSign(boolean unicode) {
    return unicode ? rowGlyph : ascii;
  }

  /** The sign in the status bar: one column. */
  String barSign(boolean unicode) {
    return unicode ? rowGlyph : barAscii;
  }

  public Role role() {
    return role;
  }
}
