package dev.egresstls.lab.world;

import java.util.Locale;
import java.util.Objects;

/**
 * One context of the kubeconfig, and what its cluster is.
 *
 * @param context the context's name
 * @param server the API server's address, without a path, which may hold a secret; empty if the
 *     context names none
 * @param current whether it is the current one
 * @param says what was seen of the cluster, or why it could not be looked at
 * @param version such as {@code v1.33.1}; empty if it did not answer
 */
public record ContextLook(
    String context, String server, boolean current, State state, String says, String version) {
  /** What the lab would do with it. */
  public enum State {
    /** It may be changed without a question. */
    THROWAWAY,
    /** It is simulated. */
    PRACTICE,
    /** Its name must be typed before anything is changed. */
    ASKS,
    /** It does not answer, or refuses the credentials. */
    UNREACHABLE,
    /** Nobody asked it: that would run a program of the user's. */
    NOT_ASKED;

    /** The word for it in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public ContextLook {
    Objects.requireNonNull(context);
    Objects.requireNonNull(server);
    Objects.requireNonNull(state);
    Objects.requireNonNull(says);
    Objects.requireNonNull(version);
  }
}
