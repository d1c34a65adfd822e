package dev.egresstls.lab.house;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds each library and each dangerous call to the rooms that may use it. */
class FencesTest {
  private static JavaClasses ours;

  @BeforeAll
  static void read_the_classes() {
    ours = RoomsTest.mainClasses();
  }

  @Test
  void fabric8_is_known_to_the_kube_world_and_to_practice() {
    fence("io.fabric8..", "world.kube..", "practice..");
  }

  @Test
  void a_cluster_is_reached_by_a_client_that_the_kube_world_built() {
    noClasses()
        .that()
        .resideOutsideOfPackage(Ladder.ROOT + ".world.kube..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClientBuilder")
        .because("a client made from whatever kubeconfig is around can hit the wrong cluster")
        .check(ours);
  }

  @Test
  void jline_is_known_to_the_console_and_to_render() {
    fence("org.jline..", "console..", "render..");
  }

  @Test
  void yaml_is_known_to_value_and_to_the_catalog() {
    fence("org.yaml.snakeyaml..", "value..", "catalog..");
    fence("org.snakeyaml..");
  }

  @Test
  void jackson_is_known_to_value() {
    fence("tools.jackson..", "value..");
    fence("com.fasterxml.jackson..");
  }

  @Test
  void picocli_is_known_to_cli_and_main() {
    fence("picocli..", "cli..", "");
  }

  @Test
  void dnsjava_is_known_to_the_local_world_and_to_the_name_server_of_practice() {
    fence("org.xbill..", "world.local..", "practice.dataplane.net..");
  }

  @Test
  void the_server_library_is_known_to_those_that_serve() {
    fence("io.undertow..", "practice.api..", "bundle..");
    fence("org.xnio..", "practice.api..", "bundle..");
  }

  @Test
  void markdown_is_known_to_render() {
    fence("org.commonmark..", "render..");
  }

  @Test
  void nobody_logs() {
    fence("java.util.logging..");
    fence("org.slf4j..");
  }

  @Test
  void files_are_made_in_one_place_so_that_each_is_this_users_alone() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Ladder.ROOT + ".world.local.PrivateFiles")
        .and()
        // A bundle is for others to read.
        .doNotHaveFullyQualifiedName(Ladder.ROOT + ".bundle.BundleWriter")
        .and()
        // A new lab is its author's, like any file that an editor makes.
        .doNotHaveFullyQualifiedName(Ladder.ROOT + ".app.author.NewLab")
        .should()
        .callMethodWhere(
            target(owner(type(Files.class)))
                .and(
                    target(
                        nameMatching(
                            "write|writeString|newBufferedWriter|newOutputStream|newByteChannel"
                                + "|create.*|copy|move|setPosixFilePermissions"))))
        .orShould()
        .callMethodWhere(target(owner(type(FileChannel.class))).and(target(name("open"))))
        .orShould()
        .callMethodWhere(
            target(owner(type(File.class)))
                .and(target(nameMatching("mkdirs?|createNewFile|createTempFile|renameTo"))))
        .orShould()
        .callConstructor(FileOutputStream.class, String.class)
        .orShould()
        .callConstructor(FileOutputStream.class, File.class)
        .orShould()
        .callConstructor(FileOutputStream.class, File.class, boolean.class)
        .orShould()
        .callConstructor(FileOutputStream.class, String.class, boolean.class)
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(FileWriter.class, RandomAccessFile.class)
        .because("world.local.PrivateFiles makes them with mode 0600 whatever the umask")
        .check(ours);
  }

  @Test
  void only_cli_and_main_print() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inOurs("cli..", ""))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("everything a user sees is an event in a sink")
        .check(ours);
  }

  @Test
  void only_main_ends_the_process() {
    noClasses()
        .that()
        .resideOutsideOfPackage(Ladder.ROOT)
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(ours);
  }

  @Test
  void nobody_sleeps() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .orShould()
        .callMethod(TimeUnit.class, "sleep", long.class)
        .because("the lab waits for changes, not for time to pass")
        .check(ours);
  }

  @Test
  void threads_are_made_in_one_place_so_that_no_bug_on_one_is_lost() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Ladder.ROOT + ".world.background.Threads")
        .should()
        .callConstructorWhere(target(owner(type(Thread.class))))
        .orShould()
        .callMethodWhere(target(owner(type(Runtime.class))).and(target(name("addShutdownHook"))))
        .orShould()
        .callMethod(
            Thread.class, "setDefaultUncaughtExceptionHandler", UncaughtExceptionHandler.class)
        .orShould()
        .callMethod(Executors.class, "newCachedThreadPool")
        .orShould()
        .callMethod(Executors.class, "newFixedThreadPool", int.class)
        .orShould()
        .callMethodWhere(
            target(owner(type(Executors.class)))
                .and(target(nameMatching("newSingle.*|newScheduled.*|newWork.*"))))
        .orShould()
        .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
        .orShould()
        .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
        .because("world.background.Threads names them and reports what nobody caught")
        .check(ours);
  }

  @Test
  void nobody_prints_a_stack_trace() {
    noClasses()
        .should()
        .callMethodWhere(target(name("printStackTrace")))
        .because("a failure is a Problem in plain words")
        .check(ours);
  }

  /** Only the named packages below the root ("" is Main) may use the library. */
  private static void fence(String library, String... users) {
    noClasses()
        .that()
        .resideOutsideOfPackages(inOurs(users))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(library + " may be used in " + List.of(users) + " only")
        .check(ours);
  }

  private static String[] inOurs(String... packages) {
    return Stream.of(packages)
        .map(name -> name.isEmpty() ? Ladder.ROOT : Ladder.ROOT + "." + name)
        .toArray(String[]::new);
  }
}
