package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.catalog.page.LabPlaces;
import dev.egresstls.lab.catalog.page.PageBlock;
import dev.egresstls.lab.catalog.page.PageBlocks;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.ManifestApplier;
import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Whether the commands that a lab gives do its steps, on clusters of their own: those of the last
 * hint of each step, and those that it names as the step by hand. A step without commands is done
 * by the lab.
 */
public final class CommandProof {
  private static final String SHELL = "sh";

  private final LabRun run;
  private final World world;
  private final Given given;
  private final PageRunner runner;
  private final ProofCases cases;

  private CommandProof(LaunchedRun opened, Given given, PageRunner runner, ProofCases cases) {
    this.run = opened.run();
    this.world = opened.world();
    this.given = given;
    this.runner = runner;
    this.cases = cases;
  }

  /** Which commands of a lab are proved. */
  public enum Kind {
    /** Those of the last hint. */
    SOLUTION,
    /** Those by hand, which may need a shell. */
    BY_HAND
  }

  /** The commands of each step. */
  private record Given(Kind kind, PageBlocks blocks, LabPlaces places) {
    static Given of(Kind kind, Lab lab, PageTools tools) {
      return new Given(kind, tools.blocks(lab), tools.places(lab));
    }

    List<PageBlock> of(Step step) {
      if (kind == Kind.SOLUTION) {
        List<String> hints = step.hints();
        return hints.isEmpty() ? List.of() : blocks.in(hints.get(hints.size() - 1), SHELL);
      }
      if (step.byHand().isEmpty()) {
        return List.of();
      }
      return List.of(new PageBlock(SHELL, step.byHand().lines().toList(), place(step)));
    }

    private Problem.Place place(Step step) {
      return places.hasMore("steps", step.id(), "byHand")
          ? places.text("steps", step.id(), "byHand", places.track())
          : places.text("steps", step.id(), "byHand");
    }

    String name(Step step) {
      return kind == Kind.SOLUTION
          ? say("app.author.solution", step.id())
          : say("app.author.by-hand", step.id());
    }
  }

  /** Whether a lab has commands of a kind that can be run. */
  public static boolean any(Kind kind, Lab lab, PageTools tools) {
    Given given = Given.of(kind, lab, tools);
    return lab.steps().stream().anyMatch(step -> !given.of(step).isEmpty());
  }

  /**
   * Does the whole lab by its commands, as far as it goes.
   *
   * @param opened on a cluster where nothing was done yet
   * @param cases gets each result as soon as it is known
   */
  public static void of(Kind kind, LaunchedRun opened, PageTools tools, Consumer<ProofCase> cases)
      throws InterruptedException {
    LabRun run = opened.run();
    try (PageRunner runner = tools.runner(opened)) {
      Given given = Given.of(kind, run.lab(), tools);
      ProofCases all = new ProofCases(run.lab().track().id(), given.places(), cases);
      new CommandProof(opened, given, runner, all).all();
    }
  }

  private void all() throws InterruptedException {
    for (int number = 1; number <= run.lab().steps().size(); number++) {
      Step step = run.lab().steps().get(number - 1);
      List<PageBlock> commands = given.of(step);
      String name = given.name(step);
      if (commands.isEmpty()) {
        cases.skip(name, say("app.author.solution.words"));
      } else {
        int one = number;
        Optional<String> missing = missing(step, commands);
        if (missing.isPresent()) {
          cases.skip(name, missing.get());
        } else {
          String[] at = {"steps", step.id(), "byHand"};
          cases.tried(name, at, () -> wrong(one, step, commands));
        }
      }
      if (!run.step(number)) {
        return; // the proof of the steps has said why
      }
    }
  }

  /** Why commands cannot be run here, though nothing is known to be wrong with them. */
  private Optional<String> missing(Step step, List<PageBlock> blocks) {
    for (PageBlock block : blocks) {
      try {
        for (PageCommand command : commands(block)) {
          Optional<String> missing = runner.missing(command);
          if (missing.isPresent()) {
            return missing;
          }
          if (given.kind() == Kind.BY_HAND) {
            runner.checkFiles(command, step);
          }
        }
      } catch (PageCommand.Refused e) {
        if (e.elsewhere() && given.kind() == Kind.BY_HAND) {
          return Optional.of(say("app.author.by-hand.shell", String.valueOf(e.getMessage())));
        }
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
      String fails =
          given.kind() == Kind.SOLUTION
              ? say("app.author.solution.fails", step.id())
              : say("app.author.by-hand.fails", step.id());
      String at = solution.get(0).place() + ": " + fails;
      ProofCases.sentences(run.reports().get(number - 1))
          .forEach(why -> wrong.add(at + ": " + why));
    } else {
      String at = solution.get(0).place() + ": ";
      differences(step).forEach(what -> wrong.add(at + what));
    }
    return wrong;
  }

  /** What is otherwise in the objects that the step applies: checks may not look at all of it. */
  private List<String> differences(Step step) {
    Vars vars = run.vars();
    var resources = world.cluster().orElseThrow().resources();
    List<String> differences = new ArrayList<>();
    for (Action action : step.actions()) {
      if (action instanceof Action.Apply apply) {
        String text = vars.fill(apply.manifest());
        for (Tree wanted : ManifestApplier.objects(text, apply.file(), vars.namespace())) {
          Ref ref = Ref.of(wanted);
          Tree found = resources.get(ref).orElse(Tree.MISSING);
          Tree said = wanted.without("metadata").without("apiVersion").without("kind");
          other("", said, found)
              .ifPresent(what -> differences.add(say("app.author.by-hand.other", ref, what)));
        }
      }
    }
    return differences;
  }

  /** The first field that is not as it is wanted; what the cluster adds does not count. */
  private static Optional<String> other(String path, Tree wanted, Tree found) {
    if (wanted.isObject()) {
      return wanted.fields().entrySet().stream()
          .flatMap(
              one ->
                  other(path + "." + one.getKey(), one.getValue(), found.get(one.getKey()))
                      .stream())
          .findFirst();
    }
    if (wanted.isList() && wanted.items().size() == found.items().size()) {
      return IntStream.range(0, wanted.items().size())
          .boxed()
          .flatMap(
              at ->
                  other(path + "[" + at + "]", wanted.items().get(at), found.items().get(at))
                      .stream())
          .findFirst();
    }
    return wanted.equals(found)
        ? Optional.empty()
        : Optional.of(say("app.author.by-hand.field", path.substring(1), wanted, found));
  }
}
