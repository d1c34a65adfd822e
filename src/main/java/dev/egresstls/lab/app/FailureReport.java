package dev.egresstls.lab.app;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.ProblemLines;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.value.Secrets;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Turns whatever was thrown into a problem; what nobody foresaw is written to a file. */
public final class FailureReport {
  private static final String SPEAKER = "egresstls-lab: ";

  private final Path folder;

  /** Failures whose details go into a folder, which need not exist. */
  public FailureReport(Path folder) {
    this.folder = folder;
  }

  /** The problem behind an exception. */
  public Problem problem(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException
            || cause instanceof ExecutionException
            || cause.getClass() == IllegalStateException.class)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof LabFailure failure) {
      return failure.problem();
    }
    if (cause instanceof InterruptedException) {
      return Problem.of(Problem.Kind.INTERRUPTED, say("cli.failure.interrupted"));
    }
    return unforeseen(thrown);
  }

  private Problem unforeseen(Throwable thrown) {
    Path file = folder.resolve("errors.log");
    String details = details(thrown);
    Problem problem =
        Problem.of(
                Problem.Kind.RED, say("cli.failure.unexpected"), say("cli.failure.unexpected.try"))
            .because(thrown.getClass().getSimpleName() + " " + String.valueOf(thrown.getMessage()));
    try {
      PrivateFiles.folder(folder);
      PrivateFiles.append(file, safe(details));
      return new Problem(
          problem.kind(),
          problem.what(),
          problem.because().map(why -> say("cli.failure.details", why, file)),
          problem.tries(),
          problem.place());
    } catch (IOException e) {
      return problem;
    }
  }

  private static String safe(String details) {
    Secrets secrets = new Secrets();
    return details.lines().map(row -> secrets.next(row) + "\n").collect(Collectors.joining());
  }

  /** Where it came from, for whoever fixes it. */
  private static String details(Throwable thrown) {
    StringBuilder text = new StringBuilder(Instant.now().toString()).append(' ');
    for (Throwable one = thrown; one != null; one = one.getCause()) {
      text.append(one).append(System.lineSeparator());
      for (StackTraceElement frame : one.getStackTrace()) {
        text.append("  at ").append(frame).append(System.lineSeparator());
      }
    }
    return text.toString();
  }

  /** Prints a problem on stderr. */
  public static void print(Problem problem, ProcessContext here) {
    // No colours: stderr may go elsewhere than the terminal that was asked about.
    Theme theme =
        new Theme(false, here.theme(dev.egresstls.lab.render.text.ColourChoice.NEVER).unicode());
    new Layout(theme, 120).rows(ProblemLines.of(SPEAKER, problem, 0)).forEach(here.err()::println);
    here.err().flush();
  }
}
