package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.practice.store.schema.BuiltInDecoding;
import dev.egresstls.lab.practice.store.schema.BuiltInTypes;
import dev.egresstls.lab.practice.store.schema.GoJson;
import dev.egresstls.lab.value.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses what cannot be read as the kind: values of a wrong type, and unknown fields where the
 * client asks for that (fieldValidation=Strict).
 */
final class Strictness {
  private Strictness() {}

  static void check(IncomingRequest call, Served type, Tree object) {
    List<String> unknown = unknown(type, object);
    if (!call.parameter("fieldValidation").orElse("").equals("Strict")) {
      return;
    }
    List<String> all = new ArrayList<>();
    if (call.method().equals("POST") || call.method().equals("PUT")) {
      String text = new String(call.body(), StandardCharsets.UTF_8);
      GoJson.duplicates(text).forEach(path -> all.add("duplicate field \"" + path + "\""));
    }
    unknown.forEach(path -> all.add("unknown field \"" + path + "\""));
    if (!all.isEmpty()) {
      throw refused(type, "strict decoding error: " + String.join(", ", all));
    }
  }

  /** Of an applied configuration every field must be known, for it is to be owned. */
  static void checkApplied(Served type, Tree object) {
    List<String> unknown = unknown(type, object);
    if (!unknown.isEmpty()) {
      String version = type.type().group().isEmpty() ? "/v1" : type.type().apiVersion();
      Tree metadata = object.get("metadata");
      String place = metadata.get("namespace").text("") + "/" + metadata.get("name").text("");
      String what = "(" + place + "; " + version;
      throw Refusals.badRequest(
          "failed to create typed patch object "
              + what
              + ", Kind="
              + type.type().kind()
              + "): ."
              + unknown.get(0)
              + ": field not declared in schema");
    }
  }

  /** The fields that the kind does not have, once all others have values of their types. */
  private static List<String> unknown(Served type, Tree object) {
    Optional<BuiltInDecoding> read =
        BuiltInTypes.of(type.type().apiVersion(), type.type().kind())
            .filter(name -> type.schema().isEmpty())
            .map(name -> BuiltInDecoding.of(name, type.type().version(), object));
    read.flatMap(BuiltInDecoding::mismatch)
        .ifPresent(
            told -> {
              throw refused(type, told);
            });
    return read.map(BuiltInDecoding::unknown)
        .or(() -> type.schema().map(schema -> schema.unknown(object)))
        .orElse(List.of());
  }

  private static ApiError refused(Served type, String why) {
    String kind = type.type().kind();
    String version = type.type().version();
    String message =
        kind + " in version \"" + version + "\" cannot be handled as a " + kind + ": " + why;
    return new ApiError(400, "BadRequest", message, Tree.object());
  }
}
