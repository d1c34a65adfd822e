package dev.egresstls.lab.world;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.value.Tree;
import java.util.Objects;
import java.util.Optional;

/**
 * Another cluster answered right after a change, so the change may have been made there; the cause
 * of the {@link LabFailure} that says so.
 */
public final class Strayed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<ClusterId> other;
  private final transient Tree created;

  /**
   * One change.
   *
   * @param other the cluster that answers now; empty if it cannot be determined
   * @param created the object that the change is known to have created, in one cluster or the
   *     other; missing if it created none, or nothing is known of it
   */
  public Strayed(Optional<ClusterId> other, Tree created) {
    super("strayed");
    this.other = Objects.requireNonNull(other);
    this.created = Objects.requireNonNull(created);
  }

  /** The change behind a failure that may have gone elsewhere, if there is one. */
  public static Optional<Strayed> of(LabFailure failure) {
    return failure.getCause() instanceof Strayed strayed ? Optional.of(strayed) : Optional.empty();
  }

  public Optional<ClusterId> other() {
    return other;
  }

  public Tree created() {
    return created;
  }
}
