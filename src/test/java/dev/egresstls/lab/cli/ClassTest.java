package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.shell.SessionScript;
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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class on a served practice cluster, whose roles deny what they do not allow. */
class ClassTest {
  @TempDir Path home;
  private PreparedClass room;
  private PracticeCluster served;
  private Path trainer;

  @BeforeEach
  void the_trainer_has_installed_istio() throws Exception {
    room = new PreparedClass(home);
    served = room.served();
    trainer = room.trainer();
  }

  @AfterEach
  void close() throws Exception {
    room.close();
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
    return room.proxy().seen().stream()
        .filter(FaultProxy.Request::changes)
        .map(FaultProxy.Request::toString)
        .filter(one -> one.contains(PreparedClass.PROGRESS) || one.contains("/leases"));
  }

  @Test
  void two_learners_both_get_8_of_8_and_neither_can_look_into_the_other() throws Exception {
    room.prepare(1);
    room.prepare(3); // again, for those who have come later
    for (int number : List.of(1, 2)) {
      assertEquals(0, room.lab(room.learner(number), "run", "--yes"), () -> room.last().printed());
      assertTrue(room.last().out().contains("8 of 8 hold"), () -> room.last().printed());
      assertFalse(room.last().printed().contains("does not allow"), () -> room.last().printed());
    }
    for (String what : List.of("pods", "configmaps", "endpointslices")) {
      assertEquals(
          4, room.lab(room.learner(1), "get", what, "-n", "class-02"), () -> room.last().printed());
    }
    assertEquals(
        4,
        room.lab(room.learner(1), "get", "configmaps", "-n", "class"),
        () -> room.last().printed());
    assertEquals(
        4, room.lab(room.learner(1), "class", "watch", "--once"), () -> room.last().printed());
    assertTrue(room.last().err().contains("this is for trainers"), () -> room.last().printed());
    for (String other :
        List.of(
            "class-02/configmaps/" + PreparedClass.PROGRESS, "class/configmaps/egresstls-news")) {
      assertEquals(403, patch(room.learner(1), other), other);
    }
    assertEquals(200, patch(room.learner(1), "class-01/configmaps/" + PreparedClass.PROGRESS));
    assertEquals(
        0, room.lab(room.learner(1), "try", "registry-only", "--yes"), () -> room.last().printed());
    String said = room.last().printed().replaceAll("\\s+", " ");
    assertTrue(said.contains("it changes more than your namespace class-01"), said);

    Tree board = room.board().get("learners");
    List<String> needs = board.items().stream().map(one -> one.get("need").text("")).toList();
    assertEquals(List.of("absent", "done", "done"), needs);
    assertEquals(8, board.get(1).get("held").number(0));
    assertEquals(0, room.lab(trainer, "class", "clean", "--yes"), () -> room.last().printed());
    assertTrue(room.last().out().contains("0 objects added, 0 changed, 0 gone"), room.last().out());
    assertEquals(3, room.lab(trainer, "class", "watch", "--once"), () -> room.last().printed());
  }

  @Test
  void without_a_sidecar_the_second_gets_7_of_8_and_what_is_the_trainers_is_not_offered() {
    room.prepare(2);
    for (String namespace : List.of("class-01", "class-02")) {
      served.store().delete("sidecars.networking.istio.io", namespace, "default");
    }
    assertEquals(0, room.lab(room.learner(1), "run", "--yes"), () -> room.last().printed());
    assertEquals(1, room.lab(room.learner(2), "run", "--yes"), () -> room.last().printed());
    assertTrue(room.last().out().contains("7 of 8 hold"), () -> room.last().printed());
    assertEquals(
        0,
        room.lab(room.learner(2), "trace", "http://www.google.com:443"),
        () -> room.last().printed());
    assertTrue(
        room.last().out().contains("No prediction: you may not look into"),
        () -> room.last().printed());

    served.store().delete("deployments.apps", "istio-system", "istiod");
    assertEquals(3, room.lab(room.learner(1), "run", "--yes"), () -> room.last().printed());
    String said = room.last().printed().replaceAll("\\s+", " ");
    assertTrue(said.contains("step 3 istio is for your trainer to do"), said);
    assertFalse(said.contains("does not allow"), said);

    served.store().delete("rolebindings.rbac.authorization.k8s.io", "class-01", "learner");
    for (String namespace : List.of("istio-system", "kube-system", "class")) {
      served.store().delete("rolebindings.rbac.authorization.k8s.io", namespace, "class-reader");
    }
    served.store().delete("clusterrolebindings.rbac.authorization.k8s.io", "", "class-reader");
    assertEquals(4, room.lab(room.learner(1), "check"), () -> room.last().printed());
    assertEquals(
        1, room.last().err().lines().filter(one -> one.startsWith("egresstls-lab:")).count());
    assertFalse(room.last().out().contains("FAIL"), () -> room.last().printed());
  }

  @Test
  void nothing_is_written_without_a_class() {
    room.ordered("run", "--yes", "--track", "current");
    room.ordered("check", "--track", "current");
    try (SessionScript session =
        SessionScript.open(room.launch(trainer), 120, home.resolve("own-home"))) {
      session.type("status").type("run 8").type("raise").shows("this lab is in no class");
      session.type("progress on").shows("this lab is in no class");
    }
    List<String> writes = aboutProgress().toList();
    assertTrue(
        writes.stream().allMatch(one -> one.matches(".*/leases(/egresstls-lab)?(\\?.*)?")),
        writes::toString);
    assertFalse(writes.isEmpty(), "the lab's own Lease is counted, so the proxy counts");
  }

  @Test
  void a_learner_at_the_prompt_raises_a_hand_hears_the_trainer_and_may_keep_progress_private()
      throws Exception {
    room.prepare(1);
    try (SessionScript session =
        SessionScript.open(room.launch(room.learner(1)), 120, home.resolve("learner-home"))) {
      session.type("status");
      session.type("raise").shows("Your hand is up");
      session.type("progress show").shows("for your trainer");
      assertEquals("hand", need(session, "hand"));
      assertEquals(0, room.lab(trainer, "class", "say", "Break"), () -> room.last().printed());
      session.awaits("Your trainer says: Break");
      session.type("progress off").shows("no longer written");
      assertEquals("silent", need(session, "silent"));
      assertEquals(
          List.of(),
          served
              .store()
              .get("configmaps", "class-01", PreparedClass.PROGRESS)
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
      need = room.board().at("learners[0].need").text("");
    }
    return need;
  }
}
