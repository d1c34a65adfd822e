package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** Refuses unknown fields where the client asks for that (fieldValidation=Strict). */
final class Strictness {
  private Strictness() {}

  static void check(IncomingRequest call, Served type, Tree object) {
    if (!call.parameter("fieldValidation").orElse("").equals("Strict")) {
      return;
    }
    List<String> unknown =
        type.schema().isPresent()
            ? type.schema().get().unknown(object)
            : KnownFields.unknown(object);
    if (!unknown.isEmpty()) {
      String fields =
          String.join(
              ", ", unknown.stream().map(path -> "unknown field \"" + path + "\"").toList());
      String message =
          type.type().kind()
              + " in version \""
              + type.type().version()
              + "\" cannot be handled as a "
              + type.type().kind()
              + ": strict decoding error: "
              + fields;
      throw new ApiError(400, "BadRequest", message, Tree.object());
    }
  }
}
