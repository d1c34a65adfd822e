package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.shell.SessionScript;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class from a failure that is repaired to its end. */
class ClassEndTest {
  @TempDir Path home;
  private PreparedClass room;

  @BeforeEach
  void open() throws Exception {
    room = new PreparedClass(home);
    room.prepare(2);
  }

  @AfterEach
  void close() throws Exception {
    room.close();
  }

  private SessionScript learner(int number) {
    Path own = home.resolve("learner-home-" + number);
    return SessionScript.open(room.launch(room.learner(number)), 120, own);
  }

  private Tree step(int number) {
    return Json.read(
            room.served()
                .store()
                .get("configmaps", "class-01", PreparedClass.PROGRESS)
                .orElseThrow()
                .get("data")
                .get("progress.json")
                .text(""))
        .get("steps")
        .get(number - 1);
  }

  @Test
  void a_failure_that_was_repaired_is_in_the_report_and_the_end_is_one_sentence() {
    try (SessionScript other = learner(2)) {
      try (SessionScript session = learner(1)) {
        session.type("run 6").shows("✓ 6");
        room.served()
            .store()
            .delete("endpointslices.discovery.k8s.io", "class-01", "google-headless");
        session.awaits("6 broke");
        session.type("why").shows("does not exist").type("fix").shows("✓ 6");
      }
      assertEquals("holds", step(6).get("state").text(""));
      assertEquals(1, step(6).get("failures").number(0), () -> Json.pretty(step(6)));
      try (SessionScript session = learner(1)) { // what an earlier session has written is kept
        session.type("run 7").shows("✓ 7");
        report();
        pauses(session);
        room.ordered("class", "clean", "--yes");
        session.awaits("The class has ended");
        ended(session);
      }
      String all = String.join(" ", other.all());
      other.type("quit");
      assertEquals(0, other.ends());
      assertEquals(
          1, String.join(" ", other.all()).split("The class has ended", -1).length - 1, all);
    }
  }

  /** As a real API server answers once the ServiceAccount of a token is gone, or it has expired. */
  @Test
  void a_token_that_is_no_longer_accepted_ends_no_class() throws Exception {
    String token = Yaml.read(Files.readString(room.learner(2))).at("users[0].user.token").text("");
    try (SessionScript session = learner(2)) {
      session.type("status");
      reject(token);
      session.type("check").shows("the class has ended, or your token has expired").hides("✗");
      room.proxy().heal();
      session.type("run 4").shows("✓ 4");
      room.ordered("class", "clean", "--yes");
      session.awaits("The class has ended");
      reject(token);
      session.type("check").shows("The class has ended");
    }
  }

  private void reject(String token) {
    room.proxy()
        .fault(
            request -> request.head().contains(token),
            (request, wire) ->
                wire.answer("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"));
  }

  private void report() {
    String report = room.ordered("class", "report");
    for (String line :
        List.of("| 6 slice | slice-missing | 1 | 1 | 0 |", "| 6 slice | 1 | 0 | 0 | 1 | 1 |")) {
      assertTrue(report.contains(line), () -> line + "\n" + report);
    }
    String csv = room.ordered("class", "report", "-o", "csv");
    assertTrue(csv.lines().anyMatch(row -> row.startsWith("cause,6 slice,")), csv);
  }

  private void pauses(SessionScript session) {
    room.ordered("class", "pause", "--at", "policy");
    session.awaits("stop before step 7 policy");
    room.ordered("class", "pause", "slice");
    session.awaits("stop before step 6 slice");
    assertEquals(2, room.lab(room.trainer(), "class", "pause", "polcy"));
    assertTrue(room.last().err().contains("did you mean policy?"), room.last().err());
    assertEquals(2, room.lab(room.trainer(), "class", "pause", "policy", "--at", "slice"));
    assertTrue(room.last().err().contains("class pause --at slice"), room.last().err());
  }

  private static void ended(SessionScript session) {
    for (String command : List.of("run", "status", "check 6", "why 6", "raise", "ledger", "")) {
      session.type(command);
      String news =
          session.news().stream()
              .map(String::strip)
              .collect(Collectors.joining(" "))
              .replaceAll(" ?\\S* · practice · \\d/8 ›.*", "");
      assertEquals(
          "The class has ended: your trainer has deleted it, with your namespace class-01 and all"
              + " that was in it.",
          news,
          command);
    }
    session.hides("✗");
  }
}
