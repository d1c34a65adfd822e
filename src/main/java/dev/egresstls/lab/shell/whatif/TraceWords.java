package dev.egresstls.lab.shell.whatif;

import dev.egresstls.lab.shell.complete.Flag;
import dev.egresstls.lab.shell.complete.PromptWords;
import dev.egresstls.lab.trace.TraceQuestion;

/**
 * What was typed after {@code trace} at the prompt.
 *
 * @param json whether one JSON object is wanted
 * @param verbose whether the names in Envoy are wanted
 */
public record TraceWords(TraceQuestion question, boolean json, boolean verbose) {
  /**
   * What the words ask.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if they ask nothing that can be answered
   */
  public static TraceWords of(PromptWords words) {
    TraceQuestion question =
        TraceQuestion.of(
            words.names(),
            words.option(Flag.FROM),
            words.option(Flag.IN),
            words.option(Flag.WHY_NOT));
    boolean json = words.format().filter("json"::equals).isPresent();
    return new TraceWords(question, json, words.has(Flag.IN_ENVOY));
  }
}
