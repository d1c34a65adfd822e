package dev.egresstls.lab.practice.api;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;

/** Says why a port cannot be used. */
final class Ports {
  private Ports() {}

  static LabFailure taken(int port, RuntimeException why) {
    Throwable cause = why.getCause() == null ? why : why.getCause();
    String what = say("practice.port.taken", port);
    Problem problem =
        Problem.of(Problem.Kind.PRECONDITION, what, say("practice.port.taken.try"))
            .because(String.valueOf(cause.getMessage()));
    return new LabFailure(problem, why);
  }
}
