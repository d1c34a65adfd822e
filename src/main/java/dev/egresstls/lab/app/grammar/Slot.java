package dev.egresstls.lab.app.grammar;

import static dev.egresstls.lab.message.Messages.say;

/** What may stand at a place of a line: Tab, help and the sentences about mistakes go by it. */
public enum Slot {
  /** A step, by its number, id or label. */
  STEP("N"),
  /** A step, or another page to read. */
  PAGE("N|production"),
  /** A what-if's id. */
  WHAT_IF("ID"),
  /** A track's id. */
  TRACK("ID"),
  /** A command of the prompt. */
  COMMAND("COMMAND"),
  /** A kind of the cluster's objects, by any of its names. */
  KIND("KIND"),
  /** An object of the kind that stands before it. */
  NAME("NAME"),
  /** A pod, or {@code deploy/NAME}. */
  POD("POD"),
  /** A Deployment that sends requests, as {@code deploy/NAME}. */
  CLIENT("deploy/NAME"),
  /** A container of the pod that stands before it. */
  CONTAINER("CONTAINER"),
  NAMESPACE("NAMESPACE"),
  /** A kind and fields of it, parted by dots. */
  FIELD("FIELD"),
  /** A cause's ID, behind the word cause. */
  CAUSE("CAUSE"),
  URL("URL"),
  FILE("FILE"),
  NUMBER("N"),
  /** One of a few words. */
  WORD("WORD"),
  /** All that is left of the line, as it is. */
  LINE("LINE");

  private final String shown;

  Slot(String shown) {
    this.shown = shown;
  }

  /** How it is written in a usage line. */
  public String shown() {
    return shown;
  }

  /** What is missing where it is not there, such as {@code a step}. */
  String needed() {
    return say("shell.typed.slot." + name().toLowerCase(java.util.Locale.ROOT));
  }
}
