package dev.egresstls.lab.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.LedgeredResources;
import dev.egresstls.lab.ledger.drift.Baseline;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates the objects of a class through the ledger, and gets the learners their tokens. */
public final class ClassSetup {
  /** The fields that say who is in a class, and what they may do. */
  private static final List<String> STATED = List.of("data", "rules", "subjects");

  private final LabRun run;
  private final LedgeredResources resources;

  /** On the trainer's cluster. */
  public ClassSetup(LabRun run) {
    this.run = run;
    this.resources = run.world().resources().orElseThrow();
  }

  /**
   * What a class still lacks.
   *
   * @param missing objects that are not there yet
   * @param outdated those that name other learners, or allow something else
   */
  public record Lacks(List<Tree> missing, List<Tree> outdated) {
    public Lacks {
      missing = List.copyOf(missing);
      outdated = List.copyOf(outdated);
    }

    /** Whether it lacks nothing. */
    public boolean none() {
      return missing.isEmpty() && outdated.isEmpty();
    }
  }

  /** The class with those who are in it already; a name that is given now replaces an old one. */
  public ClassPlan joined(ClassPlan plan) {
    Ref roster = new Ref("v1", "ConfigMap", Optional.of(plan.course()), ClassNames.ROSTER);
    return resources
        .get(roster)
        .map(one -> Board.roster(plan.course(), one.get("data")).with(plan.learners()))
        .orElse(plan);
  }

  /** What the cluster lacks of some objects; what bears the label of the class is there. */
  public Lacks lacks(List<Tree> objects) {
    List<Tree> missing = new ArrayList<>();
    List<Tree> outdated = new ArrayList<>();
    for (Tree object : objects) {
      Optional<Tree> live =
          resources.get(Ref.of(object)).filter(one -> label(one).equals(label(object)));
      live.ifPresent(ClassSetup::requireStaying);
      if (live.isEmpty()) {
        missing.add(object);
      } else if (STATED.stream().anyMatch(field -> differs(field, object, live.get()))) {
        outdated.add(object);
      }
    }
    return new Lacks(missing, outdated);
  }

  /** A namespace that is on its way out takes nothing in, and takes all that it has with it. */
  private static void requireStaying(Tree live) {
    if (live.at("metadata.deletionTimestamp").isPresent()) {
      String name = live.at("metadata.name").text("");
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("classroom.namespace.deleted", name),
              "kubectl get namespace " + name + " -o yaml",
              say("classroom.namespace.deleted.try"))
          .failure();
    }
  }

  private static String label(Tree object) {
    return object.at("metadata.labels").get(ClassNames.LABEL).text("");
  }

  /** What others write is no difference: the ConfigMaps for progress and news state nothing. */
  private static boolean differs(String field, Tree wanted, Tree live) {
    boolean stated = wanted.get(field).isPresent() && !wanted.get(field).fields().isEmpty();
    return (stated || wanted.get(field).isList()) && !wanted.get(field).equals(live.get(field));
  }

  /**
   * Creates and updates objects, after the inventory of the cluster was taken with which it is
   * compared later.
   */
  public void supply(String course, Lacks lacks) throws InterruptedException {
    baseline(run, course).keep();
    ChangeGroup group =
        new ChangeGroup(ChangeGroup.Kind.CLASS, course, 0, run.world().clock().now(), List.of());
    run.world()
        .ledger()
        .during(
            group,
            () -> {
              lacks.missing().forEach(resources::create);
              lacks.outdated().forEach(this::update);
              return null;
            });
  }

  private void update(Tree object) {
    Map<String, Object> stated = new LinkedHashMap<>();
    STATED.stream()
        .filter(field -> object.get(field).isPresent())
        .forEach(field -> stated.put(field, object.get(field)));
    resources.merge(Ref.of(object), Tree.of(stated));
  }

  static Baseline baseline(LabRun run, String course) {
    return new Baseline(
        run.world().cluster().orElseThrow().resources(),
        run.world().notes(),
        run.world().clock(),
        course,
        "-class");
  }

  /** A token for each learner, by namespace. */
  public Map<String, String> tokens(ClassPlan plan, Duration lasts) {
    Map<String, String> tokens = new LinkedHashMap<>();
    for (String namespace : plan.namespaces()) {
      Ref account = new Ref("v1", "ServiceAccount", Optional.of(namespace), ClassNames.ACCOUNT);
      tokens.put(namespace, resources.token(account, lasts));
    }
    return tokens;
  }
}
