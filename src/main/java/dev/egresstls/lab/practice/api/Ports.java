package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;

/** Says why a port cannot be used. */
final class Ports {
  private Ports() {}

  static LabFailure taken(int port, RuntimeException why) {
    Throwable cause = why.getCause() == null ? why : why.getCause();
    String what = "the practice cluster cannot listen on 127.0.0.1:" + port;
    Problem problem =
        Problem.of(Problem.Kind.PRECONDITION, what, "--port 0 takes any free port")
            .because(String.valueOf(cause.getMessage()));
    return new LabFailure(problem, why);
  }
}
