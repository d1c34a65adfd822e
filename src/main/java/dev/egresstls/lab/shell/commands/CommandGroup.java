package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import java.util.Locale;

/** What commands have in common, in the order of the list of them. */
public enum CommandGroup {
  /** Doing the lab, step by step. */
  STEPS,
  /** Understanding it. */
  LEARN,
  /** The way of a packet. */
  WAY,
  /** The cluster's own objects. */
  CLUSTER,
  /** The session itself. */
  SESSION;

  /** Its heading. */
  public String title() {
    return say("shell.group." + name().toLowerCase(Locale.ROOT));
  }
}
