package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.practice.store.schema.GoJson;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads bodies and holds them against the path that they were sent to. */
final class Bodies {
  private Bodies() {}

  /** The object that a POST or PUT sends, with the namespace of the path. */
  static Tree object(IncomingRequest call, ResourcePath at) {
    Tree object = call.object();
    checkKind(at.type().type(), object);
    Strictness.check(call, at.type(), object);
    return named(at, object);
  }

  /** What an apply sends; it is YAML, of which JSON is a part. */
  static Tree applied(IncomingRequest call, ResourcePath at) {
    Tree object;
    try {
      object = Yaml.read(new String(call.body(), StandardCharsets.UTF_8));
    } catch (Yaml.Malformed e) {
      throw Refusals.badRequest("error decoding YAML: " + e.getMessage());
    }
    String kind = object.get("kind").text("");
    if (kind.isEmpty() || object.get("apiVersion").text("").isEmpty()) {
      throw Refusals.badRequest("invalid object type: /, Kind=" + kind);
    }
    checkKind(at.type().type(), object);
    if (!object.at("metadata.managedFields").items().isEmpty()) {
      throw Refusals.badRequest("metadata.managedFields must be nil");
    }
    Strictness.checkApplied(at.type(), object);
    return named(at, object);
  }

  static Tree patch(IncomingRequest call, boolean list) {
    try {
      String text = new String(call.body(), StandardCharsets.UTF_8);
      Optional<String> wrong = GoJson.wrong(text);
      if (wrong.isPresent()) {
        throw Refusals.badRequest("error decoding patch: " + wrong.get());
      }
      Tree patch = Json.read(text);
      if (list ? patch.isList() : patch.isObject()) {
        return patch;
      }
      throw Refusals.badRequest(
          "error decoding patch: it is not " + (list ? "a list of operations" : "an object"));
    } catch (Json.Malformed e) {
      throw Refusals.badRequest("error decoding patch: " + e.getMessage());
    }
  }

  /** A patched object, refused if the patch made something else of it, or unknown in part. */
  static Tree checked(IncomingRequest call, ResourcePath at, Tree before, Tree after) {
    if (at.subresource().equals("scale")) {
      return after;
    }
    if (!before.equals(after)) {
      checkKind(at.type().type(), after);
      if (!after.at("metadata.name").equals(before.at("metadata.name"))) {
        String rule = ") does not match the name on the URL (";
        String name = after.at("metadata.name").text("");
        throw Refusals.badRequest("the name of the object (" + name + rule + at.name() + ")");
      }
      if (!after.at("metadata.namespace").equals(before.at("metadata.namespace"))) {
        throw Refusals.badRequest(
            "the namespace of the provided object does not match the namespace sent on the"
                + " request");
      }
      String uid = after.at("metadata.uid").text("");
      if (!uid.isEmpty() && !uid.equals(before.at("metadata.uid").text(""))) {
        FieldError moved = FieldError.invalid("metadata.uid", uid, "field is immutable");
        throw Refusals.invalid(at.type().type(), at.name(), List.of(moved));
      }
      Strictness.check(call, at.type(), after);
    }
    return after;
  }

  private static Tree named(ResourcePath at, Tree object) {
    Tree metadata = object.get("metadata").isObject() ? object.get("metadata") : Tree.object();
    String name = metadata.get("name").text("");
    if (!at.name().isEmpty() && !name.isEmpty() && !name.equals(at.name())) {
      String message =
          "the name of the object ("
              + name
              + ") does not match the name on the URL ("
              + at.name()
              + ")";
      throw Refusals.badRequest(message);
    }
    String namespace = metadata.get("namespace").text("");
    if (!at.namespace().isEmpty() && !namespace.isEmpty() && !namespace.equals(at.namespace())) {
      throw Refusals.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    Tree placed = at.namespace().isEmpty() ? metadata : metadata.with("namespace", at.namespace());
    placed = at.name().isEmpty() ? placed : placed.with("name", at.name());
    return object.with("metadata", placed);
  }

  private static void checkKind(ResourceType type, Tree object) {
    if (!object.isObject()) {
      throw Refusals.badRequest("the body of the request is not an object");
    }
    if (object.get("metadata").isPresent() && !object.get("metadata").isObject()) {
      throw Refusals.badRequest("the metadata of the object are not an object");
    }
    String kind = object.get("kind").text(type.kind());
    String apiVersion = object.get("apiVersion").text(type.apiVersion());
    if (!kind.equals(type.kind()) || !apiVersion.equals(type.apiVersion())) {
      String message =
          "%s in version \"%s\" cannot be handled as a %s: the request is for %s"
              .formatted(kind, apiVersion, type.kind(), type.apiVersion());
      throw new ApiError(400, "BadRequest", message, Tree.object("causes", List.of()));
    }
  }
}
