package dev.egresstls.lab.classroom;

import dev.egresstls.lab.engine.LabRun;
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
  private final LabRun run;
  private final LedgeredResources resources;

  /** On the trainer's cluster. */
  public ClassSetup(LabRun run) {
    this.run = run;
    this.resources = run.world().resources().orElseThrow();
  }

  /** Those of the objects that are not there yet; what bears the label of the class is. */
  public List<Tree> missing(List<Tree> objects) {
    List<Tree> missing = new ArrayList<>();
    for (Tree object : objects) {
      Optional<Tree> live = resources.get(Ref.of(object));
      String label = object.at("metadata.labels").get(ClassNames.LABEL).text("");
      boolean there =
          live.filter(one -> one.at("metadata.labels").get(ClassNames.LABEL).text("").equals(label))
              .isPresent();
      if (!there) {
        missing.add(object);
      }
    }
    return missing;
  }

  /**
   * Creates objects, after the inventory of the cluster was taken with which it is compared later.
   */
  public void create(String course, List<Tree> objects) throws InterruptedException {
    baseline(run, course).keep();
    ChangeGroup group =
        new ChangeGroup(ChangeGroup.Kind.CLASS, course, 0, run.world().clock().now(), List.of());
    run.world()
        .ledger()
        .during(
            group,
            () -> {
              objects.forEach(resources::create);
              return null;
            });
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
