package dev.egresstls.lab.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.egresstls.lab.ledger.LedgeredResources;
import dev.egresstls.lab.world.Resources;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds that a cluster is changed through the ledger alone. */
class LedgerFenceTest {
  private static final Set<String> CHANGES =
      Set.of("apply", "create", "merge", "restore", "delete");

  @Test
  void nobody_but_the_ledger_changes_a_cluster() {
    JavaClasses ours = RoomsTest.mainClasses();
    DescribedPredicate<JavaAccess<?>> past =
        DescribedPredicate.describe("change a cluster past the ledger", LedgerFenceTest::past);
    noClasses()
        .that()
        // The tools of the practice cluster are programs of their own, as istioctl is.
        .resideOutsideOfPackages(
            Ladder.ROOT + ".ledger..",
            Ladder.ROOT + ".practice..",
            Ladder.ROOT + ".world",
            Ladder.ROOT + ".world.confined",
            Ladder.ROOT + ".world.guard")
        .should()
        .accessTargetWhere(past)
        .because("what is not written down first cannot be undone after a crash")
        .check(ours);
  }

  @Test
  void only_what_runs_a_lab_changes_a_cluster_at_all() {
    DescribedPredicate<JavaAccess<?>> change =
        DescribedPredicate.describe(
            "change a cluster", access -> changes(access, access.getTargetOwner()));
    noClasses()
        .that()
        .resideOutsideOfPackages(
            Ladder.ROOT + ".ledger..",
            Ladder.ROOT + ".engine..",
            Ladder.ROOT + ".experiment..",
            Ladder.ROOT + ".classroom..",
            Ladder.ROOT + ".practice..",
            Ladder.ROOT + ".world",
            Ladder.ROOT + ".world.confined",
            Ladder.ROOT + ".world.guard")
        .should()
        .accessTargetWhere(change)
        .check(RoomsTest.mainClasses());
  }

  private static boolean past(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    return changes(access, owner) && !owner.isEquivalentTo(LedgeredResources.class);
  }

  private static boolean changes(JavaAccess<?> access, JavaClass owner) {
    return owner.isAssignableTo(Resources.class) && CHANGES.contains(access.getName());
  }
}
