package dev.egresstls.lab.shell.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.grammar.Argument;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.console.Choices.Choice;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.commands.Command;
import dev.egresstls.lab.shell.commands.CommandFinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Tab offers, at a practice cluster with the steps before the slice done. */
class CompletionTest {
  private static LaunchedRun open;
  private static Completion completion;

  @BeforeAll
  static void open() throws InterruptedException {
    PracticeOnly worlds = new PracticeOnly();
    open =
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn())
            .open(banner -> {}, event -> {});
    for (int step = 1; step <= 5; step++) {
      assertTrue(open.run().step(step));
    }
    completion = new Completion(open.run()::lab, () -> Optional.of(open));
  }

  @AfterAll
  static void close() {
    open.close();
  }

  /** Asked until the cluster has answered: Tab itself waits for a blink only. */
  private static List<Choice> choices(String word, String... before) {
    List<Choice> found = completion.after(List.of(before), word);
    for (int i = 0; i < 100 && found.isEmpty(); i++) {
      found = completion.after(List.of(before), word);
    }
    return found;
  }

  private static List<String> words(String... before) {
    return choices("", before).stream().map(Choice::word).toList();
  }

  @Test
  void behind_a_command_stands_what_its_row_says() {
    assertEquals(8, words("check").size());
    assertTrue(words("show").containsAll(List.of("slice", "production", "--trainer")));
    assertEquals("cluster", words("sho").get(0));
    assertEquals(words("goto"), words("check"), "by its name");
    assertEquals(words("goto"), words("c"), "by its alias");
    assertEquals(List.of(), completion.after(List.of("s"), ""), "it could be show or status");
    assertEquals(List.of(), completion.after(List.of("skip"), ""));
    assertEquals(List.of(), completion.after(List.of("check", "policy"), ""));
    assertTrue(words("try").containsAll(List.of("port-80", "back")));
    assertTrue(words("help").containsAll(List.of("get", "quit", "exit")));
    assertEquals(List.of("again", "-o"), words("proof"));
    assertEquals(List.of("table", "wide", "yaml", "json"), words("get", "svc", "-o"));
  }

  @Test
  void behind_a_kind_stand_its_objects_in_the_namespace_that_was_typed() {
    assertTrue(words("get").contains("endpointslices"));
    assertTrue(words("get", "svc").contains("google-headless"));
    assertFalse(words("get", "svc").contains("istiod"));
    assertTrue(words("get", "-n", "istio-system", "svc").contains("istiod"));
    assertTrue(words("get", "svc", "-n=istio-system").contains("istiod"));
    assertTrue(words("describe", "ns").contains("istio-system"));
    assertTrue(words("get", "svc", "-n").contains("istio-system"));
    Choice pair =
        choices("svc/g", "get").stream().filter(one -> one.word().contains("g")).findAny().get();
    assertEquals("Service in default", pair.says());
    assertTrue(pair.word().startsWith("svc/"));
  }

  @Test
  void an_option_counts_however_it_is_written() {
    List<String> services = words("get", "svc");
    assertTrue(services.contains("google-headless"), services::toString);
    for (List<String> option :
        List.of(
            List.of("-oyaml"),
            List.of("-o=yaml"),
            List.of("-o", "yaml"),
            List.of("--output=yaml"),
            List.of("--output", "yaml"))) {
      List<String> line = new ArrayList<>(List.of("get", "svc"));
      line.addAll(option);
      List<String> offered = words(line.toArray(String[]::new));
      assertTrue(offered.contains("google-headless"), option + ": " + offered);
      assertFalse(offered.contains("-o"), option + ": " + offered);
    }
    List<String> apart = List.of();
    for (int i = 0; i < 100 && apart.stream().noneMatch(one -> one.startsWith("istiod")); i++) {
      apart = words("get", "pods", "-n", "istio-system");
    }
    assertEquals(apart, words("get", "pods", "-nistio-system"));
  }

  @Test
  void pods_containers_clients_and_fields_come_from_the_cluster() {
    assertEquals("deploy/curl", words("logs").get(0));
    assertTrue(words("logs").stream().anyMatch(one -> one.startsWith("curl-")));
    assertTrue(words("logs", "deploy/curl", "-c").contains("istio-proxy"));
    assertTrue(words("trace", "--from").contains("deploy/curl"));
    assertTrue(words("trace").contains("http://www.google.com:443"));
    List<Choice> fields = choices("backendtlspolicy.spec.v", "explain");
    assertTrue(
        fields.contains(new Choice("backendtlspolicy.spec.validation", "object, required", false)),
        fields::toString);
  }

  @Test
  void a_flag_is_offered_once_and_each_choice_says_what_it_is() {
    assertTrue(choices("-", "get").stream().anyMatch(one -> one.word().equals("-A")));
    assertTrue(choices("--", "get").stream().anyMatch(one -> one.word().equals("--namespace")));
    assertFalse(words("get", "svc", "-A").contains("-A"));
    for (String command : words()) {
      choices("", command).forEach(one -> assertFalse(one.word().contains(" "), one.word()));
      choices("-", command).forEach(one -> assertFalse(one.says().isEmpty(), one.word()));
    }
    completion.after(List.of(), "").forEach(one -> assertFalse(one.says().isEmpty(), one.word()));
  }

  @Test
  void whatever_is_offered_can_be_typed() {
    Random random = new Random(5);
    Set<String> lines = new HashSet<>();
    for (int i = 0; i < 3000; i++) {
      List<String> line = new ArrayList<>();
      line.add(pick(words(), random));
      Command command = CommandFinder.named(line.get(0));
      for (int more = random.nextInt(5); more > 0; more--) {
        String begun = List.of("", "-", "--").get(random.nextInt(3));
        List<String> offered =
            completion.after(line, begun).stream()
                .map(Choice::word)
                .filter(word -> word.startsWith(begun))
                .toList();
        if (!offered.isEmpty()) {
          line.add(pick(offered, random));
        }
      }
      String rest = line.stream().skip(1).collect(Collectors.joining(" "));
      lines.add(line.get(0) + " " + rest);
      accepted(command, rest);
    }
    assertTrue(lines.size() > 300, () -> lines.size() + " different lines");
  }

  private static String pick(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  /** The command's own parser takes it, but for what is still to come. */
  private static void accepted(Command command, String rest) {
    try {
      command.syntax().read(rest);
    } catch (LabFailure e) {
      String what = e.problem().what();
      assertTrue(what.contains(" needs "), () -> command.name() + " " + rest + ": " + what);
      boolean open = command.syntax().arguments().stream().anyMatch(Argument::required);
      assertTrue(open || what.startsWith("-"), () -> command.name() + " " + rest + ": " + what);
    }
  }

  @Test
  void a_cluster_that_does_not_answer_is_asked_once_and_holds_nobody_up() {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch silent = new CountDownLatch(1);
    BackgroundAnswers answers = new BackgroundAnswers(() -> 0);
    for (int i = 0; i < 3; i++) {
      assertEquals(
          List.of(),
          answers.to(
              "names",
              () -> {
                asked.incrementAndGet();
                await(silent);
                return List.of(Choice.of("late", ""));
              }));
    }
    assertEquals(1, asked.get());
    silent.countDown();
    List<Choice> found = List.of();
    for (int i = 0; i < 100 && found.isEmpty(); i++) {
      found = answers.to("names", () -> List.of());
    }
    assertEquals("late", found.get(0).word());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_cluster_that_says_no_offers_nothing_and_an_old_answer_is_asked_for_again() {
    long[] now = {0};
    BackgroundAnswers answers = new BackgroundAnswers(() -> now[0], Duration.ofMinutes(1));
    assertEquals(
        List.of(),
        answers.to(
            "kinds",
            () -> {
              throw assertThrows(LabFailure.class, () -> CommandFinder.named("nothing-such"));
            }));
    now[0] = 6_000_000_000L;
    assertEquals(1, answers.to("kinds", () -> List.of(Choice.of("pods", ""))).size());
    assertEquals(1, answers.to("kinds", List::of).size(), "kept for a moment");
  }

  @Test
  void known_words_have_a_colour_and_unknown_commands_that_of_what_is_wrong() {
    assertEquals(Role.CODE, completion.role(List.of(), "show"));
    assertEquals(Role.CODE, completion.role(List.of(), "sho"));
    assertEquals(Role.PLAIN, completion.role(List.of(), "s"));
    assertEquals(Role.UNMET, completion.role(List.of(), "shwo"));
    assertEquals(Role.CODE, completion.role(List.of("get"), "-oyaml"));
    assertEquals(Role.PLAIN, completion.role(List.of("get"), "--name"));
    assertEquals(Role.UNMET, completion.role(List.of("get"), "--nome"));
    assertEquals(Role.PLAIN, completion.role(List.of("get"), "svc"));
  }
}
