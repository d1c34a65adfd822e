package dev.egresstls.lab.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the ladder of imports. Where each library may be used is held by {@link FencesTest}. */
class RoomsTest {
  private static SoftReference<JavaClasses> read = new SoftReference<>(null);
  private static JavaClasses ours;

  @BeforeAll
  static void read_the_classes() {
    ours = mainClasses();
    assertFalse(ours.isEmpty(), "no classes found, so nothing would be tested");
  }

  /** Read once for all tests that ask; reading takes seconds. */
  static synchronized JavaClasses mainClasses() {
    JavaClasses known = read.get();
    if (known == null) {
      known =
          new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages(Ladder.ROOT);
      read = new SoftReference<>(known);
    }
    return known;
  }

  @Test
  void every_room_stands_on_the_ladder() {
    Set<String> unknown = new TreeSet<>();
    for (JavaClass type : ours) {
      String room = Ladder.roomOf(type.getPackageName());
      if (Ladder.rungOf(room).isEmpty()) {
        unknown.add(room);
      }
    }
    assertEquals(Set.of(), unknown, "rooms that the ladder does not name");
  }

  @Test
  void imports_point_down_the_ladder() {
    classes().should(pointDown()).check(ours);
  }

  @Test
  void rooms_beside_each_other_form_no_circle() {
    slices().matching(Ladder.ROOT + ".(*)..").should().beFreeOfCycles().check(ours);
  }

  /** What is in a knot counts as one package: it has circles in it that are still to be cut. */
  @Test
  void packages_form_no_circle() {
    slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(ours);
  }

  private static final List<String> KNOTS = List.of("ledger", "practice.store", "shell");

  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          String name = type.getPackageName();
          String below = Ladder.isOurs(name) ? name.substring(Ladder.ROOT.length()) : "";
          return below.isEmpty()
              ? SliceIdentifier.ignore()
              : SliceIdentifier.of(
                  KNOTS.stream()
                      .filter(knot -> (below + ".").startsWith("." + knot + "."))
                      .findFirst()
                      .orElse(below));
        }

        @Override
        public String getDescription() {
          return "packages, but for " + KNOTS;
        }
      };

  /** What both need stands in app or below; Main gives the prompt to the command line. */
  @Test
  void the_command_line_and_the_prompt_do_not_know_each_other() {
    fence("cli", "shell");
    fence("shell", "cli");
  }

  private static void fence(String room, String other) {
    noClasses()
        .that()
        .resideInAPackage(Ladder.ROOT + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(Ladder.ROOT + "." + other + "..")
        .check(ours);
  }

  @Test
  void only_main_stands_outside_a_room() {
    classes()
        .that()
        .resideInAPackage(Ladder.ROOT)
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .haveSimpleName("Main")
        .allowEmptyShould(true)
        .check(ours);
  }

  @Test
  void a_lab_is_made_of_values_java_and_the_bundle_alone() {
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage(Ladder.ROOT + ".lab..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                Ladder.ROOT + ".lab..",
                Ladder.ROOT + ".value..",
                Ladder.ROOT + ".message..");
    rule.check(ours);
  }

  @Test
  void a_value_knows_java_its_two_libraries_and_the_bundle_alone() {
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage(Ladder.ROOT + ".value..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                Ladder.ROOT + ".message..",
                Ladder.ROOT + ".value..",
                "tools.jackson..",
                "org.yaml.snakeyaml..");
    rule.check(ours);
  }

  @Test
  void the_pure_rooms_touch_no_file_socket_or_process() {
    DescribedPredicate<JavaAccess<?>> touch =
        DescribedPredicate.describe("touch the outside", RoomsTest::touchesTheOutside);
    noClasses()
        .that()
        .resideInAnyPackage(
            Ladder.ROOT + ".lab..", Ladder.ROOT + ".mesh..", Ladder.ROOT + ".session..")
        .should()
        .accessTargetWhere(touch)
        .check(ours);
  }

  private static boolean touchesTheOutside(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String in = owner.getPackageName();
    return in.startsWith("java.net")
        || in.startsWith("java.nio.channels")
        || owner.getName().equals("java.nio.file.Files")
        || owner.getName().equals("java.lang.ProcessBuilder")
        || owner.isAssignableTo(java.io.InputStream.class);
  }

  private static ArchCondition<JavaClass> pointDown() {
    return new ArchCondition<>("import only from their own rung and below") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String from = Ladder.roomOf(type.getPackageName());
        type.getDirectDependenciesFromSelf().stream()
            .filter(use -> Ladder.isOurs(use.getTargetClass().getPackageName()))
            .filter(
                use -> !Ladder.allows(from, Ladder.roomOf(use.getTargetClass().getPackageName())))
            .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
      }
    };
  }
}
