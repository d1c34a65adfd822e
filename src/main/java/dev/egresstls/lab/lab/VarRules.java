package dev.egresstls.lab.lab;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Spelling;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the values of variables must look like. */
public final class VarRules {
  private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
  private static final Pattern NAMESPACE = Pattern.compile(LABEL);
  private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final int LONGEST_NAME = 253;

  private VarRules() {}

  /** What is wrong with a value, in words that follow it; empty if it is right. */
  public static Optional<String> wrong(Variable.Kind kind, String value) {
    boolean right =
        switch (kind) {
          case NAMESPACE -> NAMESPACE.matcher(value).matches();
          case NAME, HOSTNAME -> value.length() <= LONGEST_NAME && NAME.matcher(value).matches();
          case TEXT -> value.chars().noneMatch(Character::isISOControl);
        };
    return right ? Optional.empty() : Optional.of(rule(kind));
  }

  private static String rule(Variable.Kind kind) {
    return switch (kind) {
      case NAMESPACE -> say("lab.var.namespace");
      case NAME -> say("lab.var.name");
      case HOSTNAME -> say("lab.var.host");
      case TEXT -> say("lab.var.text");
    };
  }

  /**
   * Checks what a user gave with {@code --var}.
   *
   * @throws LabFailure (usage) if the lab has no such variable, or the value is not of its kind
   */
  static void check(Lab lab, Collection<String> known, String name, String value) {
    if (!known.contains(name)) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("lab.var.unknown", name, Spelling.hint(name, known)),
              say("lab.var.oneOf", String.join(", ", known)))
          .failure();
    }
    Variable.Kind kind =
        lab.variables().stream()
            .filter(one -> one.name().equals(name))
            .map(Variable::kind)
            .findFirst()
            .orElse(Variable.Kind.TEXT);
    wrong(kind, value)
        .ifPresent(
            rule -> {
              throw Problem.of(Problem.Kind.USAGE, say("lab.var.wrong", value, name))
                  .because(rule)
                  .failure();
            });
  }
}
