package dev.egresstls.lab.world;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * Why a server answered a change with 409 Conflict; the cause of the {@link LabFailure} that says
 * so. Nothing was changed.
 */
public final class Conflict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A field that another manager owns with another value.
   *
   * @param manager its name, such as {@code kubectl-edit}
   * @param path as the server writes it, such as {@code .spec.ports}
   */
  public record Field(String manager, String path) {}

  private final transient List<Field> fields;

  /** A conflict over fields; none if the object was changed meanwhile, or is not the one meant. */
  public Conflict(String message, List<Field> fields) {
    super(message);
    this.fields = List.copyOf(fields);
  }

  /** The conflict that a {@code Status} object tells of. */
  public static Conflict read(Tree status) {
    List<Field> fields =
        status.at("details.causes").items().stream()
            .filter(cause -> cause.get("reason").text("").equals("FieldManagerConflict"))
            .map(
                cause ->
                    new Field(
                        manager(cause.get("message").text("")),
                        Neutral.line(cause.get("field").text(""))))
            .toList();
    return new Conflict(Neutral.line(status.get("message").text("")), fields);
  }

  /** {@code conflict with "kubectl-edit" using v1} (structured-merge-diff, merge/conflict.go). */
  private static String manager(String message) {
    String name = message.replaceFirst("^conflict with ", "").strip();
    return Neutral.line(
        name.startsWith("\"") && name.indexOf('"', 1) > 0
            ? name.substring(1, name.indexOf('"', 1))
            : name.replaceFirst(" (using|with subresource) .*", ""));
  }

  /** The conflict behind a failure, if there is one. */
  public static Optional<Conflict> of(LabFailure failure) {
    return failure.getCause() instanceof Conflict conflict
        ? Optional.of(conflict)
        : Optional.empty();
  }

  public List<Field> fields() {
    return fields;
  }
}
