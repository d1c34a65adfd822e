package dev.egresstls.lab.app.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.classroom.Board;
import dev.egresstls.lab.classroom.ClassNames;
import dev.egresstls.lab.classroom.ClassPlan;
import dev.egresstls.lab.classroom.LabTerms;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Watched;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.background.ChangeSignal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at a class: one list and one watch by label for what labs write, one for who is there. */
public final class ClassView {
  private static final Duration FIRST = Duration.ofSeconds(10);

  /** What a person sees of a change need not be drawn more often. */
  private static final Duration APART = Duration.ofMillis(200);

  /** Times go on although nothing changes. */
  private static final Duration AGAIN = Duration.ofSeconds(15);

  private final Resources resources;
  private final Clock clock;
  private final String course;
  private final LabTerms terms;
  private final Watched maps;
  private final Watched leases;

  private ClassView(World world, Lab lab, String course) {
    this.resources = world.cluster().orElseThrow().resources();
    this.clock = world.clock();
    this.course = course;
    this.terms = LabTerms.of(lab);
    this.maps = resources.watch(Query.all("v1", "ConfigMap").labelled(ClassNames.LABEL, course));
    this.leases =
        resources.watch(
            Query.all("coordination.k8s.io/v1", "Lease").labelled(ClassNames.LABEL, course));
  }

  /**
   * Opens it.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if there is no such class, or it may not be looked at
   */
  public static ClassView open(World world, Lab lab, String course) throws InterruptedException {
    ClassView view = new ClassView(world, lab, course);
    view.resources.awaitFirst(FIRST);
    for (Watched one : List.of(view.maps, view.leases)) {
      one.problem()
          .ifPresent(
              problem -> {
                throw problem.failure();
              });
    }
    view.board();
    return view;
  }

  /** How everybody stands now. */
  public Board board() {
    List<Tree> all = maps.items();
    Tree roster =
        all.stream()
            .filter(one -> one.at("metadata.namespace").text("").equals(course))
            .filter(one -> one.at("metadata.name").text("").equals(ClassNames.ROSTER))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.PRECONDITION,
                            say("cli.class.none", course),
                            "egresstls-lab class prepare --learners 30 --class " + course)
                        .failure());
    requireLab(roster.at("metadata.annotations").get(ClassNames.LAB).text(terms.lab()));
    ClassPlan plan = Board.roster(course, roster.get("data"));
    return Board.of(plan, all, leases.items(), terms, clock.now());
  }

  private void requireLab(String id) {
    if (!id.equals(terms.lab())) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("cli.class.lab", course, Neutral.line(id), terms.lab()),
              "--lab " + Neutral.line(id))
          .failure();
    }
  }

  /** What the class's lab can name. */
  public LabTerms terms() {
    return terms;
  }

  /** Why what is shown may be old: the cluster gives no news; empty if all is well. */
  public Optional<Problem> stale() {
    return maps.problem().or(leases::problem);
  }

  /** Shows the board now and after each change, until it is interrupted. */
  public void follow(Consumer<Board> show) throws InterruptedException {
    ChangeSignal changes = new ChangeSignal();
    ChangeSignal.Waiter waiter = changes.waiter();
    ChangeSignal.Waiter pause = new ChangeSignal().waiter();
    AutoCloseable hearing = resources.onChange(changes::ring);
    try {
      Optional<List<Board.Row>> shown = Optional.empty();
      boolean changed = true;
      while (true) {
        Board board = board();
        if (!changed || !shown.equals(Optional.of(board.rows()))) {
          show.accept(board);
          shown = Optional.of(board.rows());
        }
        pause.await(APART);
        changed = waiter.await(AGAIN);
      }
    } finally {
      quietly(hearing);
    }
  }

  private static void quietly(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      throw new IllegalStateException("a subscription that does not end", e);
    }
  }
}
