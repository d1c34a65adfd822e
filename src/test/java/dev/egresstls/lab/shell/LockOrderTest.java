package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session under load: keys, changes of the cluster, sizes, another world, and the end. */
@SuppressWarnings("try") // a scope, which nobody needs to name
class LockOrderTest {
  private static final Pattern LINE = Pattern.compile("(?m)^(\\d+)\\. (.*)$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");
  private static final List<String> STRUCK =
      List.of("s", "tat", "\t", "\u001b[A", "\u007f", "\u0015", "status\r", "get svc \t", "\u0003");

  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();
  private final Random random = new Random(7);

  @Test
  void locks_are_taken_in_the_order_that_is_written_down() throws Exception {
    Map<String, Integer> order = order();
    List<String> against = new ArrayList<>();
    try (LockSampler sampler = new LockSampler()) {
      load();
      sampler.close();
      assertEquals(List.of(), List.copyOf(sampler.deadlocks()));
      sampler
          .inner()
          .forEach(
              (outer, inners) ->
                  inners.stream()
                      .filter(inner -> !isRight(order, outer, inner))
                      .forEach(inner -> against.add(outer + " before " + inner)));
    }
    assertEquals(List.of(), against, "not as docs/architecture.md says");
    assertFalse(Files.exists(state.resolve("errors.log")));
  }

  /** A lock of the practice cluster or of one class alone is taken in whichever order. */
  private static boolean isRight(Map<String, Integer> order, String outer, String inner) {
    boolean known = order.containsKey(outer) && order.containsKey(inner);
    return !known || outer.equals(inner) || order.get(outer) <= order.get(inner);
  }

  private void load() throws Exception {
    try (SessionScript session =
        SessionScript.open(
            new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), 100, state)) {
      session.type("run 5");
      CompletableFuture<Void> changes = CompletableFuture.runAsync(this::change);
      for (int key = 0; key < 300; key++) {
        session.strike(STRUCK.get(random.nextInt(STRUCK.size())));
        if (key % 30 == 0) {
          session.resize(40 + random.nextInt(100), 10 + random.nextInt(30));
        }
      }
      session.strikeUntilRead("\u0003\u0015check 5\r", "check 5");
      changes.join();
      session.strikeUntilRead("\u0003\u0015track current\r", "track current");
      session.strikeUntilRead("run 2\r", "run 2");
    }
  }

  /** Breaks step 5 and makes it good again, behind the lab's back. */
  private void change() {
    for (int change = 0; change < 100; change++) {
      String type = change % 2 == 0 ? "NodePort" : "ClusterIP";
      worlds.apply(
          """
          apiVersion: v1
          kind: Service
          metadata: {name: other-%d, namespace: default}
          spec: {type: %s, ports: [{port: 80}]}
          """
              .formatted(change % 5, type));
    }
  }

  private static Map<String, Integer> order() throws Exception {
    String text = Files.readString(Path.of("docs", "architecture.md"));
    int from = text.indexOf("Locks are taken in this order");
    Map<String, Integer> order = new LinkedHashMap<>();
    Matcher line = LINE.matcher(text.substring(from, text.indexOf("\n## ", from)));
    while (line.find()) {
      Matcher name = NAME.matcher(line.group(2));
      while (name.find()) {
        order.put(name.group(1), Integer.parseInt(line.group(1)));
      }
    }
    assertFalse(order.isEmpty(), "no order is written down");
    return order;
  }
}
