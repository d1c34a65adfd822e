package dev.egresstls.lab.cli.option;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.FailureReport;
import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.app.change.Question;
import dev.egresstls.lab.app.change.User;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.TakeOver;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.world.background.Threads;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Whoever started a command. What is asked goes to stderr, and is answered on stdin.
 *
 * @param here the process
 * @param selection the options that were given
 * @param pages where pages for people go
 */
public record ProcessUser(ProcessContext here, Selection selection, Pages pages) implements User {
  /** Where pages for people go. */
  public enum Pages {
    STDOUT,
    /** Stdout is for a document. */
    STDERR,
    /** Nothing is printed that nobody needs to answer a question. */
    NOWHERE;

    /** Where they go, by what was asked for. */
    public static Pages of(boolean document, boolean quiet) {
      return quiet ? NOWHERE : document ? STDERR : STDOUT;
    }
  }

  @Override
  public boolean attended() {
    return here.terminal();
  }

  @Override
  public Theme theme() {
    return here.theme(colour());
  }

  private ColourChoice colour() {
    return selection.colour();
  }

  @Override
  public void print(List<Line> lines) {
    switch (pages) {
      case STDOUT -> Printing.page((theme, columns) -> lines, here, colour());
      case STDERR -> warn(lines);
      case NOWHERE -> {}
    }
  }

  /** On stderr, since stdout may be a document. */
  @Override
  public void warn(List<Line> lines) {
    new Layout(here.theme(ColourChoice.NEVER), Printing.WITHOUT_TERMINAL)
        .rows(lines)
        .forEach(here.err()::println);
  }

  /** Prints the page of an answer. */
  public void print(Answer answer) {
    if (pages == Pages.STDOUT) {
      Printing.page(answer.page(), here, colour());
    } else {
      print(answer.page().lines(here.theme(ColourChoice.NEVER), Printing.WITHOUT_TERMINAL));
    }
  }

  @Override
  public void explain(Problem problem) {
    FailureReport.print(problem.withoutTries(), here);
  }

  @Override
  public Optional<String> answer(Question question) {
    here.err().print(question.text().strip() + " ");
    here.err().flush();
    CompletableFuture<Optional<String>> typed = new CompletableFuture<>();
    Threads.start("answer", () -> typed.complete(line()));
    try {
      return typed.get().filter(question.answers());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      // A read from a terminal cannot be interrupted, so it is left behind.
      throw Problem.of(Problem.Kind.INTERRUPTED, say("cli.failure.interrupted")).failure();
    }
  }

  private Optional<String> line() {
    StringBuilder typed = new StringBuilder();
    try {
      int c = here.in().read();
      if (c < 0) {
        return Optional.empty();
      }
      for (; c >= 0 && c != '\n'; c = here.in().read()) {
        typed.append((char) c);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(typed.toString().strip());
  }

  /** Whether what belongs to others may be changed: if that was said, or is answered now. */
  public TakeOver takeOver() {
    return selection.takeOver() ? TakeOver.ALWAYS : this::takesOver;
  }
}
