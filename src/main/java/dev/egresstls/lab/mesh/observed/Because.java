package dev.egresstls.lab.mesh.observed;

import java.util.Objects;

/**
 * Why something is as it is: a sentence, and the field that decided it.
 *
 * @param text a short sentence for the learner, without a full stop
 * @param object such as {@code Service default/google-headless}; empty if no object decided
 * @param field a path in the object, such as {@code spec.clusterIP}; empty if its mere being did
 * @param value what stands there; may be empty
 */
public record Because(String text, String object, String field, String value) {
  public Because {
    Objects.requireNonNull(text);
    Objects.requireNonNull(object);
    Objects.requireNonNull(field);
    Objects.requireNonNull(value);
  }

  /** A reason that no object's field holds. */
  public static Because plain(String text) {
    return new Because(text, "", "", "");
  }
}
