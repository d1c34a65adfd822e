package dev.egresstls.lab.app.launch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Which cluster a user chose on the command line.
 *
 * @param practice whether {@code --practice} was said
 * @param kind whether {@code --kind} was said
 * @param kubeconfig a file in the place of what {@code KUBECONFIG} names
 * @param context a context in the place of the current one
 * @param allowed contexts that may be changed although they do not look like throwaway ones
 */
public record ClusterOptions(
    boolean practice,
    boolean kind,
    Optional<Path> kubeconfig,
    Optional<String> context,
    Set<String> allowed) {

  /** Nothing chosen. */
  public static final ClusterOptions NONE =
      new ClusterOptions(false, false, Optional.empty(), Optional.empty(), Set.of());

  public ClusterOptions {
    allowed = Set.copyOf(allowed);
  }

  /** Whether the user named the cluster to work on. */
  public boolean named() {
    return kubeconfig.isPresent() || context.isPresent();
  }

  /** A practice cluster. */
  ClusterOptions inPractice() {
    return new ClusterOptions(true, false, Optional.empty(), Optional.empty(), allowed);
  }

  /** One of a kubeconfig. */
  ClusterOptions of(Optional<Path> file, Optional<String> name) {
    return new ClusterOptions(false, false, file, name, allowed);
  }
}
