package dev.egresstls.lab.world.confined;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Watched;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Several watches of a kind as one: it is known as well as the part that is known least. */
record WatchedParts(List<Watched> parts) implements Watched {
  private static final List<State> WORST_FIRST =
      List.of(State.FAILED, State.STARTING, State.NO_SUCH_KIND, State.SYNCED);

  @Override
  public State state() {
    List<State> states = parts.stream().map(Watched::state).toList();
    return WORST_FIRST.stream().filter(states::contains).findFirst().orElse(State.SYNCED);
  }

  @Override
  public Optional<Problem> problem() {
    return parts.stream().flatMap(one -> one.problem().stream()).findFirst();
  }

  @Override
  public List<Tree> items() {
    return parts.stream().flatMap(one -> one.items().stream()).toList();
  }

  @Override
  public CompletableFuture<Void> renewed(Duration trusted) {
    return CompletableFuture.allOf(
        parts.stream().map(one -> one.renewed(trusted)).toArray(CompletableFuture[]::new));
  }

  @Override
  public Optional<String> unwatched() {
    return parts.stream().flatMap(one -> one.unwatched().stream()).findFirst();
  }
}
