package dev.egresstls.lab.mesh.proof;

import java.util.Objects;

/**
 * One station of a way, as predicted and as seen.
 *
 * @param title such as {@code listener}, or {@code access log} and {@code curl} for what came of it
 * @param predicted what the model predicted; empty text if the packet should not come by
 * @param seen what was seen; empty text if it did not come by, or nothing is known
 * @param result what the comparison says
 * @param evidence where it was seen, or why it was not
 */
public record Station(String title, String predicted, String seen, Result result, String evidence) {
  /** The title of what the client itself shows. */
  public static final String CLIENT = "curl";

  /** What a comparison says. */
  public enum Result {
    /** As predicted. */
    SAME("same"),
    /** Otherwise than predicted. */
    DIFFERS("differs"),
    /** Predicted, but nothing of it could be observed. */
    NOT_SEEN("not seen"),
    /** Seen, but the model does not predict it. */
    NOT_PREDICTED("not predicted");

    private final String word;

    Result(String word) {
      this.word = word;
    }

    /** For people and for JSON. */
    public String word() {
      return word;
    }
  }

  public Station {
    Objects.requireNonNull(title);
    Objects.requireNonNull(predicted);
    Objects.requireNonNull(seen);
    Objects.requireNonNull(result);
    Objects.requireNonNull(evidence);
  }

  /** Whether it went otherwise than predicted. */
  public boolean differs() {
    return result == Result.DIFFERS;
  }
}
