package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.practice.store.schema.BuiltInDecoding;
import dev.egresstls.lab.practice.store.schema.BuiltInTypes;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Refuses what cannot be read as the kind: values of a wrong type, and unknown fields where the
 * client asks for that (fieldValidation=Strict).
 */
final class Strictness {
  private Strictness() {}

  static void check(IncomingRequest call, Served type, Tree object) {
    Optional<BuiltInDecoding> read =
        BuiltInTypes.of(type.type().apiVersion(), type.type().kind())
            .filter(name -> type.schema().isEmpty())
            .map(name -> BuiltInDecoding.of(name, type.type().version(), object));
    read.flatMap(BuiltInDecoding::mismatch)
        .ifPresent(
            told -> {
              throw refused(type, told);
            });
    if (!call.parameter("fieldValidation").orElse("").equals("Strict")) {
      return;
    }
    List<String> unknown =
        read.map(BuiltInDecoding::unknown)
            .or(() -> type.schema().map(schema -> schema.unknown(object)))
            .orElse(List.of());
    if (!unknown.isEmpty()) {
      String fields =
          unknown.stream()
              .map(path -> "unknown field \"" + path + "\"")
              .collect(Collectors.joining(", "));
      throw refused(type, "strict decoding error: " + fields);
    }
  }

  private static ApiError refused(Served type, String why) {
    String kind = type.type().kind();
    String version = type.type().version();
    String message =
        kind + " in version \"" + version + "\" cannot be handled as a " + kind + ": " + why;
    return new ApiError(400, "BadRequest", message, Tree.object());
  }
}
