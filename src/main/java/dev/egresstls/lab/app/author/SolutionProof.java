package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.catalog.page.PageBlock;
import dev.egresstls.lab.catalog.page.PageBlocks;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether the solutions of a lab work: on a cluster of its own, each step is done by the commands
 * of its last hint alone. A step whose last hint has none is done by the lab.
 */
public final class SolutionProof {
  private static final String SHELL = "sh";

  private final LabRun run;
  private final PageBlocks blocks;
  private final PageRunner runner;
  private final ProofCases cases;

  private SolutionProof(LabRun run, PageBlocks blocks, PageRunner runner, ProofCases cases) {
    this.run = run;
    this.blocks = blocks;
    this.runner = runner;
    this.cases = cases;
  }

  /** Whether a lab has a solution that can be run. */
  public static boolean any(Lab lab, PageTools tools) {
    PageBlocks blocks = tools.blocks(lab);
    return lab.steps().stream().anyMatch(step -> !solution(step, blocks).isEmpty());
  }

  /**
   * Does the whole lab by its solutions, as far as it goes.
   *
   * @param opened on a cluster where nothing was done yet
   * @param cases gets each result as soon as it is known
   */
  public static void of(LaunchedRun opened, PageTools tools, Consumer<ProofCase> cases)
      throws InterruptedException {
    LabRun run = opened.run();
    try (PageRunner runner = tools.runner(opened)) {
      ProofCases all = new ProofCases(run.lab().track().id(), cases);
      new SolutionProof(run, tools.blocks(run.lab()), runner, all).all();
    }
  }

  /** The blocks with the commands that do a step. */
  private static List<PageBlock> solution(Step step, PageBlocks blocks) {
    List<String> hints = step.hints();
    return hints.isEmpty() ? List.of() : blocks.in(hints.get(hints.size() - 1), SHELL);
  }

  private void all() throws InterruptedException {
    for (int number = 1; number <= run.lab().steps().size(); number++) {
      Step step = run.lab().steps().get(number - 1);
      List<PageBlock> solution = solution(step, blocks);
      String name = say("app.author.solution", step.id());
      if (solution.isEmpty()) {
        cases.skip(name, say("app.author.solution.words"));
      } else {
        int one = number;
        Optional<String> missing = missing(solution);
        if (missing.isPresent()) {
          cases.skip(name, missing.get());
        } else {
          cases.tried(name, () -> wrong(one, step, solution));
        }
      }
      if (!run.step(number)) {
        return; // the proof of the steps has said why
      }
    }
  }

  private Optional<String> missing(List<PageBlock> solution) {
    for (PageBlock block : solution) {
      try {
        for (PageCommand command : commands(block)) {
          Optional<String> missing = runner.missing(command);
          if (missing.isPresent()) {
            return missing;
          }
        }
      } catch (PageCommand.Refused e) {
        continue; // said when it is run
      }
    }
    return Optional.empty();
  }

  private List<PageCommand> commands(PageBlock block) throws PageCommand.Refused {
    return PageCommand.in(block.lines().stream().map(run.vars()::show).toList());
  }

  private List<String> wrong(int number, Step step, List<PageBlock> solution)
      throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    for (PageBlock block : solution) {
      try {
        for (PageCommand command : commands(block)) {
          PageRunner.Output output = runner.run(command, Optional.of(step));
          if (output.exit() != 0) {
            String what =
                say("app.author.solution.exit", command.text(), output.exit(), output.last());
            wrong.add(block.at(command.line()) + ": " + what);
          }
        }
      } catch (PageCommand.Refused e) {
        wrong.add(block.at(e.line()) + ": " + e.getMessage());
      }
    }
    if (!wrong.isEmpty()) {
      return wrong;
    }
    boolean sends = step.checks().stream().anyMatch(one -> one.probe() instanceof Probe.Request);
    boolean holds = sends ? run.step(number) : run.awaitStep(number);
    if (!holds) {
      String at = solution.get(0).place() + ": " + say("app.author.solution.fails", step.id());
      ProofCases.wrong(run.reports().get(number - 1)).forEach(why -> wrong.add(at + ": " + why));
    }
    return wrong;
  }
}
