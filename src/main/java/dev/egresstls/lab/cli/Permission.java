package dev.egresstls.lab.cli;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Lets a cluster be changed that does not look like a throwaway one: if {@code --allow-cluster}
 * names it, or a person at the terminal types its name.
 */
public final class Permission {
  private Permission() {}

  /**
   * Asks, if there is something to ask and someone to answer.
   *
   * @param needed why the cluster may not be changed without a word from the user
   * @throws dev.egresstls.lab.lab.LabFailure (unsafe) if the user does not agree
   */
  public static void require(ProcessContext here, LaunchedRun opened, Optional<Problem> needed) {
    if (opened.allowed() || needed.isEmpty()) {
      return;
    }
    Problem problem = needed.get();
    if (!here.terminal() || !typed(here, problem, opened.banner().context())) {
      throw problem.failure();
    }
  }

  private static boolean typed(ProcessContext here, Problem problem, String context) {
    Problem question =
        new Problem(problem.kind(), problem.what(), problem.because(), List.of(), problem.place());
    FailureReport.print(question, here);
    here.err().print(say("shell.consent.ask", context) + " ");
    here.err().flush();
    return line(here).strip().equals(context);
  }

  private static String line(ProcessContext here) {
    StringBuilder typed = new StringBuilder();
    try {
      for (int c = here.in().read(); c >= 0 && c != '\n'; c = here.in().read()) {
        typed.append((char) c);
      }
    } catch (IOException e) {
      return "";
    }
    return typed.toString();
  }
}
