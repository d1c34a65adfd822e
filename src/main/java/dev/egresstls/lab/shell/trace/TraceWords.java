package dev.egresstls.lab.shell.trace;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.shell.typed.PromptWords;
import dev.egresstls.lab.trace.Question;
import java.util.List;

/**
 * What was typed after {@code trace} at the prompt.
 *
 * @param json whether one JSON object is wanted
 * @param verbose whether the names in Envoy are wanted
 */
public record TraceWords(Question question, boolean json, boolean verbose) {
  private static final String FROM = "--from";
  private static final String IN = "--in";
  private static final String WHY_NOT = "--why-not";

  /**
   * Reads the words, options in any place.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if they ask nothing that can be answered
   */
  public static TraceWords of(String argument) {
    PromptWords words =
        PromptWords.of(
            "trace", argument, FROM, IN, WHY_NOT, PromptWords.OUTPUT, PromptWords.VERBOSE);
    Question question =
        Question.of(words.names(), words.option(FROM), words.option(IN), words.option(WHY_NOT));
    return new TraceWords(question, json(words), words.has(PromptWords.VERBOSE));
  }

  private static boolean json(PromptWords words) {
    String format = words.option(PromptWords.OUTPUT).orElse("table");
    if (!List.of("table", "json").contains(format)) {
      throw Problem.of(Problem.Kind.USAGE, "-o " + format + " is no format", "-o table", "-o json")
          .failure();
    }
    return format.equals("json");
  }
}
