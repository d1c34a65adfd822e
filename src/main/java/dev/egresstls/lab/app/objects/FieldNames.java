package dev.egresstls.lab.app.objects;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.TreePath;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.served.ServedKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of objects that expectations name, as far as the cluster says which there are. One
 * that there is not is never as expected, or always.
 */
public final class FieldNames {
  /** Of each workload, besides its own fields. */
  private static final String VERSION = "version";

  private final Optional<Schema> schema;

  private FieldNames(Optional<Schema> schema) {
    this.schema = schema;
  }

  /** Those of a kind; all, if the cluster does not say. */
  public static FieldNames of(Resources resources, String apiVersion, String kind) {
    Optional<ServedKind> served =
        resources.served().stream()
            .filter(one -> one.kind().equals(kind) && one.apiVersion().equals(apiVersion))
            .findFirst();
    return new FieldNames(served.flatMap(one -> FieldExplanation.schema(resources, one)));
  }

  /** What expectations name that the kind has not: for each path a sentence. */
  public Map<String, String> unknown(Map<String, Expectation> expect) {
    Map<String, String> unknown = new LinkedHashMap<>();
    expect.forEach(
        (path, expected) -> {
          List<String> found = new ArrayList<>();
          schema.ifPresent(one -> follow(one, TreePath.parts(path), expected, found));
          found.stream()
              .findFirst()
              .filter(what -> !path.equals(VERSION))
              .ifPresent(what -> unknown.put(path, what));
        });
    return unknown;
  }

  private static void follow(
      Schema schema, List<Object> parts, Expectation expected, List<String> found) {
    Schema at = schema;
    for (Object part : parts) {
      if (part instanceof Integer) {
        continue;
      }
      Optional<Schema> below = below(at, String.valueOf(part), found);
      if (below.isEmpty()) {
        return;
      }
      at = below.get();
    }
    members(at, expected, found);
  }

  /** A field; empty if there is none, or anything may be there. */
  private static Optional<Schema> below(Schema at, String name, List<String> found) {
    List<String> known = at.fields();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Schema field = at.field(name);
    if (field.tree().isPresent()) {
      return Optional.of(field);
    }
    found.add(say("app.author.no-field", name) + Spelling.hint(name, known));
    return Optional.empty();
  }

  private static void members(Schema at, Expectation expected, List<String> found) {
    if (expected instanceof Expectation.ObjectWith object) {
      object.members().forEach((name, one) -> follow(at, TreePath.parts(name), one, found));
    } else if (expected instanceof Expectation.Any any) {
      members(at, any.item(), found);
    } else if (expected instanceof Expectation.Each each) {
      members(at, each.item(), found);
    } else if (expected instanceof Expectation.Not not) {
      members(at, not.value(), found);
    }
  }
}
