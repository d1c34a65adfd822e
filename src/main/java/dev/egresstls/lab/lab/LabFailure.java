package dev.egresstls.lab.lab;

/** Carries a {@link Problem} up to the one place that shows it. */
public final class LabFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public LabFailure(Problem problem) {
    super(problem.what());
    this.problem = problem;
  }

  public LabFailure(Problem problem, Throwable cause) {
    super(problem.what(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
