package dev.egresstls.lab.house;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The ladder of rooms, highest rung first. A room is a package below {@link #ROOT} with everything
 * in it; {@code Main} is the room named "".
 */
final class Ladder {
  static final String ROOT = "dev.egresstls.lab";

  private static final List<Set<String>> RUNGS =
      List.of(
          Set.of(""),
          Set.of("cli", "shell"),
          Set.of("app"),
          Set.of("practice", "bundle", "console", "classroom"),
          Set.of(
              "session",
              "engine",
              "transcript",
              "trace",
              "explain",
              "ledger",
              "experiment",
              "doctor",
              "catalog",
              "render"),
          Set.of("check"),
          Set.of("mesh", "world", "event"),
          Set.of("lab"),
          Set.of("value"),
          Set.of("message"));

  private Ladder() {}

  /** The room of a package, such as {@code world} for {@code dev.egresstls.lab.world.kube}. */
  static String roomOf(String packageName) {
    if (packageName.equals(ROOT)) {
      return "";
    }
    String below = packageName.substring(ROOT.length() + 1);
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }

  static boolean isOurs(String packageName) {
    return packageName.equals(ROOT) || packageName.startsWith(ROOT + ".");
  }

  /** The rung of a room, 0 at the top; empty for a room that the ladder does not name. */
  static Optional<Integer> rungOf(String room) {
    return IntStream.range(0, RUNGS.size())
        .filter(rung -> RUNGS.get(rung).contains(room))
        .boxed()
        .findFirst();
  }

  /** Whether a room may import another: the same room, one beside it, or one further down. */
  static boolean allows(String from, String to) {
    return rungOf(from).orElseThrow() <= rungOf(to).orElseThrow();
  }
}
