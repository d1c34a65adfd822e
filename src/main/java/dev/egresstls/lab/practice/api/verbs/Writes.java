package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.api.http.ApiResponse;
import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.practice.store.Writing;
import dev.egresstls.lab.practice.store.fields.JsonPatch;
import dev.egresstls.lab.practice.store.fields.MergePatch;
import dev.egresstls.lab.practice.store.fields.StrategicPatch;
import dev.egresstls.lab.value.Tree;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Creates, replaces and patches. */
public final class Writes {
  private static final String APPLY = "application/apply-patch+yaml";

  private final ObjectStore store;

  /** Writes into a store. */
  public Writes(ObjectStore store) {
    this.store = store;
  }

  /** POST of a new object. */
  public ApiResponse create(IncomingRequest call, ResourcePath at) {
    RequestOptions.checkWrite(call, "CreateOptions");
    Tree object = Bodies.object(call, at);
    if (!object.at("metadata.resourceVersion").text("").isEmpty()) {
      throw Refusals.badRequest("resourceVersion should not be set on objects to be created");
    }
    return ApiResponse.created(store.create(at.type(), object, writing(call, at)));
  }

  /** PUT of a whole object. */
  public ApiResponse replace(IncomingRequest call, ResourcePath at) {
    RequestOptions.checkWrite(call, "UpdateOptions");
    boolean scale = at.subresource().equals("scale");
    Tree object = scale ? Scale.checked(call.object(), at.name()) : Bodies.object(call, at);
    if (!scale && call.object().at("metadata.name").text("").isEmpty()) {
      throw Refusals.badRequest(
          "the name of the object ("
              + at.name()
              + " based on URL) was undeterminable: name must be provided");
    }
    return ApiResponse.ok(changed(call, at, live -> object));
  }

  /** PATCH in the format that the content type names. */
  public ApiResponse patch(IncomingRequest call, ResourcePath at) {
    RequestOptions.checkWrite(call, "PatchOptions");
    if (call.contentType().equals(APPLY)) {
      return apply(call, at);
    }
    Tree patch = Bodies.patch(call, call.contentType().contains("json-patch"));
    UnaryOperator<Tree> change = change(call.contentType(), patch, at);
    return ApiResponse.ok(
        changed(call, at, live -> Bodies.checked(call, at, live, change.apply(live))));
  }

  private static UnaryOperator<Tree> change(String format, Tree patch, ResourcePath at) {
    switch (format) {
      case "application/json-patch+json":
        return live -> JsonPatch.apply(live, patch);
      case "application/merge-patch+json":
        return live -> MergePatch.apply(live, patch);
      case "application/strategic-merge-patch+json":
        if (at.type().schema().isEmpty()) {
          return live -> StrategicPatch.apply(live, patch, at.type().shape());
        }
        break;
      default:
    }
    String message =
        "the body of the request was in an unknown format - accepted media types include:"
            + " application/json-patch+json, application/merge-patch+json, "
            + APPLY;
    throw new ApiError(415, "UnsupportedMediaType", message, Tree.object());
  }

  private Tree changed(IncomingRequest call, ResourcePath at, UnaryOperator<Tree> change) {
    Writing how = writing(call, at);
    if (at.subresource().equals("scale")) {
      Tree after =
          store.update(
              at.type(),
              at.namespace(),
              at.name(),
              live -> Scale.into(live, Scale.checked(change.apply(Scale.of(live)), at.name())),
              how);
      return Scale.of(after);
    }
    return store.update(at.type(), at.namespace(), at.name(), change, how);
  }

  private ApiResponse apply(IncomingRequest call, ResourcePath at) {
    if (call.parameter("fieldManager").isEmpty()) {
      throw new ApiError(
          422,
          "Invalid",
          "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for"
              + " apply patch",
          Tree.object());
    }
    Tree config = Bodies.applied(call, at);
    boolean there = exists(at);
    Tree after = store.apply(at.type(), config, writing(call, at), call.says("force"));
    return there ? ApiResponse.ok(after) : ApiResponse.created(after);
  }

  private boolean exists(ResourcePath at) {
    Optional<Tree> live = store.get(at.type().key(), at.namespace(), at.name());
    if (live.isEmpty() && !at.subresource().isEmpty()) {
      throw Refusals.notFound(at.type().type(), at.name());
    }
    return live.isPresent();
  }

  private static Writing writing(IncomingRequest call, ResourcePath at) {
    String agent = call.header("user-agent").split("/")[0];
    String manager = call.parameter("fieldManager").filter(name -> !name.isEmpty()).orElse(agent);
    boolean dryRun = call.dryRun();
    return new Writing(manager.isEmpty() ? "unknown" : manager, at.subresource(), dryRun);
  }
}
