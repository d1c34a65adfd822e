package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ActualWorlds;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.Launch;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.shell.SessionScript;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.kube.fault.FaultProxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class on a served practice cluster, whose roles deny what they do not allow. */
class ClassTest {
  private static final String PROGRESS = "egresstls-progress";
  @TempDir Path home;
  private final PracticeCluster served =
      PracticeCluster.start(PracticeOptions.withIstio("1.31.0").with(ReconcilePace.IMMEDIATE));
  private FaultProxy proxy;
  private Path trainer;
  private LabOutcome last;

  @BeforeEach
  void the_trainer_has_installed_istio() throws Exception {
    proxy = new FaultProxy(served.url());
    trainer = Files.writeString(home.resolve("trainer.yaml"), proxy.through(served.kubeconfig()));
    assertEquals(0, lab(trainer, "run", "--yes", "--to", "istio", "--track", "current"));
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
    served.close();
  }

  private int lab(Path kubeconfig, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    Path own = home.resolve(kubeconfig.getFileName().toString() + "-home");
    last = LabOutcome.of(own, all);
    return last.code();
  }

  private void prepare(int learners) {
    String out = home.resolve("class").toString();
    int code = lab(trainer, "class", "prepare", "--learners", learners + "", "--yes", "--out", out);
    assertEquals(0, code, () -> last.printed());
  }

  private Path learner(int number) {
    return home.resolve("class/class-0" + number + ".yaml");
  }

  private Tree board() {
    assertEquals(0, lab(trainer, "class", "watch", "-o", "json"), () -> last.printed());
    return Json.read(last.out());
  }

  /** Writes as a learner who uses no lab for it. */
  private int patch(Path kubeconfig, String object) throws Exception {
    String token = Yaml.read(Files.readString(kubeconfig)).at("users[0].user.token").text("");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(served.url() + "/api/v1/namespaces/" + object))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", BodyPublishers.ofString("{\"data\":{\"x\":\"y\"}}"))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private Stream<String> aboutProgress() {
    return proxy.seen().stream()
        .filter(FaultProxy.Request::changes)
        .map(FaultProxy.Request::toString)
        .filter(one -> one.contains(PROGRESS) || one.contains("/leases"));
  }

  @Test
  void two_learners_both_get_8_of_8_and_neither_can_look_into_the_other() throws Exception {
    prepare(1);
    prepare(3); // again, for those who have come later
    for (int number : List.of(1, 2)) {
      assertEquals(0, lab(learner(number), "run", "--yes"), () -> last.printed());
      assertTrue(last.out().contains("8 of 8 hold"), () -> last.printed());
      assertFalse(last.printed().contains("does not allow"), () -> last.printed());
    }
    for (String what : List.of("pods", "configmaps", "endpointslices")) {
      assertEquals(4, lab(learner(1), "get", what, "-n", "class-02"), () -> last.printed());
    }
    assertEquals(4, lab(learner(1), "get", "configmaps", "-n", "class"), () -> last.printed());
    assertEquals(4, lab(learner(1), "class", "watch", "--once"), () -> last.printed());
    assertTrue(last.err().contains("this is for trainers"), () -> last.printed());
    for (String other :
        List.of("class-02/configmaps/" + PROGRESS, "class/configmaps/egresstls-news")) {
      assertEquals(403, patch(learner(1), other), other);
    }
    assertEquals(200, patch(learner(1), "class-01/configmaps/" + PROGRESS));
    assertEquals(0, lab(learner(1), "try", "registry-only", "--yes"), () -> last.printed());
    String said = last.printed().replaceAll("\\s+", " ");
    assertTrue(said.contains("it changes more than your namespace class-01"), said);

    Tree board = board().get("learners");
    List<String> needs = board.items().stream().map(one -> one.get("need").text("")).toList();
    assertEquals(List.of("absent", "done", "done"), needs);
    assertEquals(8, board.get(1).get("held").number(0));
    assertEquals(0, lab(trainer, "class", "clean", "--yes"), () -> last.printed());
    assertTrue(last.out().contains("0 objects added, 0 changed, 0 gone"), last.out());
    assertEquals(3, lab(trainer, "class", "watch", "--once"), () -> last.printed());
  }

  @Test
  void without_a_sidecar_the_second_gets_7_of_8_and_what_is_the_trainers_is_not_offered() {
    prepare(2);
    for (String namespace : List.of("class-01", "class-02")) {
      served.store().delete("sidecars.networking.istio.io", namespace, "default");
    }
    assertEquals(0, lab(learner(1), "run", "--yes"), () -> last.printed());
    assertEquals(1, lab(learner(2), "run", "--yes"), () -> last.printed());
    assertTrue(last.out().contains("7 of 8 hold"), () -> last.printed());
    assertEquals(0, lab(learner(2), "trace", "http://www.google.com:443"), () -> last.printed());
    assertTrue(last.out().contains("No prediction: you may not look into"), () -> last.printed());

    served.store().delete("deployments.apps", "istio-system", "istiod");
    assertEquals(3, lab(learner(1), "run", "--yes"), () -> last.printed());
    String said = last.printed().replaceAll("\\s+", " ");
    assertTrue(said.contains("step 3 istio is for your trainer to do"), said);
    assertFalse(said.contains("does not allow"), said);

    served.store().delete("rolebindings.rbac.authorization.k8s.io", "class-01", "learner");
    for (String namespace : List.of("istio-system", "kube-system", "class")) {
      served.store().delete("rolebindings.rbac.authorization.k8s.io", namespace, "class-reader");
    }
    served.store().delete("clusterrolebindings.rbac.authorization.k8s.io", "", "class-reader");
    assertEquals(4, lab(learner(1), "check"), () -> last.printed());
    assertEquals(1, last.err().lines().filter(one -> one.startsWith("egresstls-lab:")).count());
    assertFalse(last.out().contains("FAIL"), () -> last.printed());
  }

  @Test
  void nothing_is_written_without_a_class() {
    assertEquals(0, lab(trainer, "run", "--yes", "--track", "current"), () -> last.printed());
    assertEquals(0, lab(trainer, "check", "--track", "current"), () -> last.printed());
    List<String> writes = aboutProgress().toList();
    assertTrue(
        writes.stream().allMatch(one -> one.matches(".*/leases(/egresstls-lab)?(\\?.*)?")),
        writes::toString);
    assertFalse(writes.isEmpty(), "the lab's own Lease is counted, so the proxy counts");
  }

  @Test
  void a_learner_at_the_prompt_raises_a_hand_hears_the_trainer_and_may_keep_progress_private()
      throws Exception {
    prepare(1);
    Path own = home.resolve("learner-home");
    Map<String, String> env = Map.of("XDG_STATE_HOME", own.resolve("state").toString());
    Launch launch =
        new ChosenLaunch(
            LaunchOptions.NOTHING.on(learner(1)), new ActualWorlds(env, own), Catalog.builtIn());
    try (SessionScript session = SessionScript.open(launch, 120, own)) {
      session.type("status");
      session.type("raise").shows("Your hand is up");
      session.type("progress show").shows("for your trainer");
      assertEquals("hand", need(session, "hand"));
      assertEquals(0, lab(trainer, "class", "say", "Break"), () -> last.printed());
      session.awaits("Your trainer says: Break");
      session.type("progress off").shows("no longer written");
      assertEquals("silent", need(session, "silent"));
      assertEquals(
          List.of(),
          served
              .store()
              .get("configmaps", "class-01", PROGRESS)
              .orElseThrow()
              .get("data")
              .get("progress.json")
              .text()
              .stream()
              .toList());
    }
  }

  /** What the board says of the one learner; each line at the prompt gives the writer its turn. */
  private String need(SessionScript session, String wanted) throws Exception {
    String need = "";
    for (int i = 0; i < 50 && !need.equals(wanted); i++) {
      session.type("vars");
      need = board().at("learners[0].need").text("");
    }
    return need;
  }
}
