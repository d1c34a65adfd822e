package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.classroom.ClassView;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.classroom.Board;
import dev.egresstls.lab.classroom.Board.Need;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.kube.fault.FaultProxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code class watch} asks the API server for, with few learners and with many. */
class ClassWatchTest {
  private static final List<String> KINDS = List.of("configmaps", "leases");

  @TempDir Path home;
  private PreparedClass room;

  @BeforeEach
  void open() throws Exception {
    room = new PreparedClass(home);
  }

  @AfterEach
  void close() throws Exception {
    room.close();
  }

  private List<FaultProxy.Request> byLabel(String kind) {
    return room.proxy().seen().stream()
        .filter(one -> one.path().contains("/" + kind + "?"))
        .filter(one -> one.path().contains("labelSelector=egresstls.dev"))
        .toList();
  }

  private long count(Predicate<FaultProxy.Request> which) {
    return KINDS.stream().flatMap(kind -> byLabel(kind).stream()).filter(which).count();
  }

  /** Shows the board on a thread of its own until it is closed. */
  private final class Trainer implements AutoCloseable {
    private final BlockingQueue<Board> shown = new LinkedBlockingQueue<>();
    private final LaunchedRun opened;
    private final Thread follows;

    Trainer() throws InterruptedException {
      opened = room.launch(room.trainer()).open(banner -> {}, event -> {});
      ClassView view = ClassView.open(opened.world(), opened.run().lab(), "class");
      follows = new Thread(() -> follow(view), "trainer");
      follows.start();
    }

    private void follow(ClassView view) {
      try {
        view.follow(shown::add);
      } catch (InterruptedException e) {
        return; // the trainer has seen enough
      }
    }

    void sees(int fail) throws InterruptedException {
      Board board;
      do {
        board = shown.poll(60, TimeUnit.SECONDS);
        assertTrue(board != null, "not shown: " + fail);
      } while (board.count(Need.FAILS) != fail);
    }

    @Override
    public void close() {
      follows.interrupt();
      try {
        follows.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      opened.close();
    }
  }

  /** A learner's lab writes how a step is. */
  private void writes(int learner, String state) {
    String progress =
        "{\"schemaVersion\":1,\"lab\":\"backend-tls-egress\",\"at\":5,"
            + "\"updated\":\"2026-11-30T09:00:00Z\","
            + "\"steps\":[{\"id\":\"client\",\"state\":\""
            + state
            + "\"}]}";
    room.served()
        .store()
        .modify(
            "configmaps",
            namespace(learner),
            PreparedClass.PROGRESS,
            "learner",
            map -> map.with("data", Tree.object("progress.json", progress)));
  }

  @Test
  void it_lists_and_watches_each_kind_once_and_a_broken_watch_is_resumed_without_a_storm()
      throws Exception {
    room.prepare(2);
    for (int learners : List.of(2, 30)) {
      enrol(learners);
      long lists = count(FaultProxy.Request::reads);
      long watches = count(FaultProxy.Request::watches);
      try (Trainer trainer = new Trainer()) {
        for (int round = 0; round < 3; round++) {
          change(learners, "broken");
          trainer.sees(learners);
          change(learners, "holds");
          trainer.sees(0);
        }
        assertEquals(2, count(FaultProxy.Request::reads) - lists, "one list a kind");
        assertEquals(2, count(FaultProxy.Request::watches) - watches, "one watch a kind");
        breaks(trainer, 4);
      }
    }
  }

  /** More learners, with as much of what a class has as the board is made of. */
  private void enrol(int learners) {
    Tree labels = Tree.object("egresstls.dev/class", "class");
    for (int learner = 3; learner <= learners; learner++) {
      String name = namespace(learner);
      room.served()
          .store()
          .create("namespaces", Tree.object("metadata", Tree.object("name", name)), "trainer");
      Tree metadata =
          Tree.object("name", PreparedClass.PROGRESS, "namespace", name, "labels", labels);
      room.served().store().create("configmaps", Tree.object("metadata", metadata), "trainer");
      room.served()
          .store()
          .modify(
              "configmaps",
              "class",
              "egresstls-roster",
              "trainer",
              roster -> roster.with("data", roster.get("data").with(name, name)));
    }
  }

  private static String namespace(int learner) {
    return String.format("class-%02d", learner);
  }

  private void change(int learners, String state) {
    for (int learner = 1; learner <= learners; learner++) {
      writes(learner, state);
    }
  }

  /** Nothing of what happens while a watch is broken is missed. */
  private void breaks(Trainer trainer, int times) throws Exception {
    long before = count(one -> true);
    for (int time = 1; time <= times; time++) {
      room.proxy().dropWatches();
      writes(1, time % 2 == 1 ? "broken" : "holds");
      trainer.sees(time % 2);
    }
    long asked = count(one -> true) - before;
    assertTrue(asked >= times, "the watches did break: " + asked);
    assertTrue(asked <= times * 2 * 2L, "at most a list and a watch a kind each time: " + asked);
  }
}
