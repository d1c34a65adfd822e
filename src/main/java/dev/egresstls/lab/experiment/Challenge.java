package dev.egresstls.lab.experiment;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.PausedRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.event.UndoneReport;
import dev.egresstls.lab.lab.Fault;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Turn;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.ledger.LedgeredWorld;
import dev.egresstls.lab.ledger.UndoReport;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Something is broken on purpose, and stays so until the learner has fixed it or gives up. What was
 * changed is a group of the ledger: a killed process leaves it there, and the next one undoes it
 * before it changes anything else. Meanwhile no other process changes the cluster, and the steps
 * are judged when that is asked for, not when something changes: that would give it away.
 */
public final class Challenge {
  private final LabRun run;
  private final LedgeredWorld world;
  private final PausedRun paused;
  private final ChallengeLevel level;
  private final long seed;
  private final AttemptSender sender;
  private final List<String> changes = new ArrayList<>();
  private final Set<Ref> objects = new LinkedHashSet<>();
  private List<Fault> faults = List.of();
  private List<String> hints = List.of();
  private Symptom symptom;
  private Set<String> judged = Set.of();
  private AutoCloseable held = () -> {};
  private AutoCloseable pause = () -> {};

  /**
   * What the checks say now.
   *
   * @param symptom what the lab's own request came to
   * @param holding how many steps hold
   * @param total how many there are
   */
  public record Judgement(Symptom symptom, int holding, int total) {
    /** Whether the cluster is as the lab wants it, whatever way that was done. */
    public boolean solved() {
      return holding == total;
    }
  }

  private Challenge(LabRun run, ChallengeLevel level, long seed) throws InterruptedException {
    this.run = run;
    this.world = run.world();
    this.paused = run.pausedRun();
    this.level = level;
    this.seed = seed;
    this.sender = new AttemptSender(run, world, vars());
  }

  private Vars vars() throws InterruptedException {
    return AttemptSender.withAddresses(run.vars(), run.dns());
  }

  /**
   * Breaks the first of some choices that the lab's own request shows.
   *
   * @throws LabFailure if not all steps hold, or the request shows none of them; nothing is changed
   *     then
   * @throws InterruptedException if the learner interrupted, after everything was undone
   */
  public static Challenge begin(
      LabRun run, ChallengeLevel level, long seed, List<List<Fault>> choices)
      throws InterruptedException {
    requireWhole(run);
    Challenge challenge = new Challenge(run, level, seed);
    challenge.paused.claim();
    challenge.held = challenge.world.ledger().hold(challenge.name());
    try {
      challenge.pause = challenge.paused.pause();
      for (List<Fault> choice : choices) {
        if (challenge.shows(choice)) {
          return challenge;
        }
        challenge.undo();
      }
      throw Problem.of(Problem.Kind.PRECONDITION, say("challenge.none")).failure();
    } catch (RuntimeException | InterruptedException e) {
      try {
        challenge.undo();
      } finally {
        challenge.letGo();
      }
      throw e;
    }
  }

  /** A fault that was there before would be hard to tell from the one that is made. */
  private static void requireWhole(LabRun run) throws InterruptedException {
    new Experiments(run).sendFirst();
    List<String> open = new ArrayList<>();
    for (int number = 1; number <= run.session().total(); number++) {
      boolean holds =
          run.session().state(number) == StepState.HOLDS && run.pausedRun().glance(number);
      if (!holds) {
        open.add(number + " " + run.lab().steps().get(number - 1).label());
      }
    }
    if (!open.isEmpty()) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("challenge.open", String.join(", ", open)),
              say("experiment.runAll"))
          .failure();
    }
  }

  private String name() {
    return say("ledger.group.challenge", id());
  }

  private String id() {
    return level.word() + " " + seed;
  }

  private boolean shows(List<Fault> choice) throws InterruptedException {
    Vars vars = vars();
    List<Turn> turns = choice.stream().flatMap(fault -> fault.turns().stream()).toList();
    new OwnObjects(world.resources().orElseThrow(), run.ownership(), vars).require(turns);
    ChangeGroup group =
        new ChangeGroup(
            ChangeGroup.Kind.CHALLENGE,
            id(),
            0,
            world.clock().now(),
            paused.holding(),
            run.lab().key());
    changes.clear();
    objects.clear();
    faults = choice;
    ChangeMaker maker = new ChangeMaker(run, world, vars, this::changed);
    world
        .ledger()
        .during(
            group,
            () -> {
              for (Turn turn : turns) {
                maker.make(turn);
              }
              return null;
            });
    Proof proof = sender.own();
    symptom = Symptom.of(sender.url(), proof);
    hints = ChallengeHints.of(proof, objects);
    judged = versions();
    return !symptom.right();
  }

  private void changed(Changed changed) {
    changes.add(changed.text());
    objects.add(changed.ref());
  }

  public ChallengeLevel level() {
    return level;
  }

  /** With the same seed the same is broken again in a cluster like this one. */
  public long seed() {
    return seed;
  }

  /** What was observed when it was broken. */
  public Symptom symptom() {
    return symptom;
  }

  /** From vague to the object. */
  public List<String> hints() {
    return List.copyOf(hints);
  }

  /** What is broken. */
  public List<Fault> faults() {
    return faults;
  }

  /** What is broken, in one line. */
  public String title() {
    return String.join("; ", faults.stream().map(fault -> run.vars().show(fault.title())).toList());
  }

  /** What was changed for that, one line each. */
  public List<String> changes() {
    return List.copyOf(changes);
  }

  /** Whether anything that the way of a packet hangs on has changed since it was judged last. */
  public boolean stale() throws InterruptedException {
    return !versions().equals(judged);
  }

  private Set<String> versions() throws InterruptedException {
    Set<String> versions = new TreeSet<>();
    run.mesh()
        .objects()
        .forEach(
            one -> versions.add(Ref.of(one) + " " + one.at("metadata.resourceVersion").text("")));
    return versions;
  }

  /** Sends the lab's own request, and has every check judge what there is now. */
  public Judgement judge() throws InterruptedException {
    judged = versions();
    Symptom now = observed();
    int total = run.session().total();
    int holding = 0;
    for (int number = 1; number <= total; number++) {
      // What comes of a fix may be on its way: it is waited for once the request shows a fix.
      boolean last = holding == number - 1;
      boolean holds = now.right() && last ? paused.recheck(number) : paused.glance(number);
      holding += holds ? 1 : 0;
    }
    return new Judgement(now, holding, total);
  }

  private Symptom observed() throws InterruptedException {
    try {
      return Symptom.of(sender.url(), sender.own());
    } catch (LabFailure e) {
      if (e.problem().kind() == Problem.Kind.INTERRUPTED) {
        throw e;
      }
      return Symptom.unsent(e.problem().what());
    }
  }

  /**
   * Undoes what was broken and is broken still, keeps what the learner has fixed, and looks at all
   * steps. Emits Undone.
   */
  public UndoneReport end() {
    boolean interrupted = Thread.interrupted();
    try {
      List<Integer> all = IntStream.rangeClosed(1, run.session().total()).boxed().toList();
      UndoneReport report = new Experiments(run).looked(name(), world.ledger().undoLeftover(), all);
      paused.emit(new Event.Undone(report));
      return report;
    } finally {
      letGo();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void undo() {
    boolean interrupted = Thread.interrupted();
    UndoReport report = world.ledger().undoLeftover();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!report.whole()) {
      throw report.failed().get(0).failure();
    }
  }

  private void letGo() {
    QuietClose.quietly(pause);
    QuietClose.quietly(held);
    pause = () -> {};
    held = () -> {};
  }
}
