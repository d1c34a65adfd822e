package dev.egresstls.lab.shell.commands;

import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.trace.TraceQuestion;

/**
 * What was typed after {@code trace} at the prompt.
 *
 * @param verbose whether the names in Envoy are wanted
 */
record TraceWords(TraceQuestion question, boolean verbose) {
  /**
   * What the words ask.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if they ask nothing that can be answered
   */
  static TraceWords of(CommandWords words) {
    TraceQuestion question =
        TraceQuestion.of(
            words.names(),
            words.option(Flag.FROM),
            words.option(Flag.IN),
            words.option(Flag.WHY_NOT));
    return new TraceWords(question, words.has(Flag.IN_ENVOY));
  }
}
