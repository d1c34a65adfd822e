package dev.egresstls.lab.world.kube;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.kube.rest.ApiOperation;
import dev.egresstls.lab.world.kube.rest.ApiRequest;
import dev.egresstls.lab.world.kube.rest.Sent;
import dev.egresstls.lab.world.kube.rest.ServerResponse;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * Sees in an object whether a change of it was made, where the answer to the change was lost.
 *
 * @param path of the object
 * @param reads what reading it is called
 */
record ChangeLookup(String path, ApiOperation reads) {
  private ApiRequest get() {
    return ApiRequest.get(path, reads);
  }

  /**
   * An object was created by this process, if it is no older than the request, its first field
   * manager is the lab, and it has all that was sent. What is older was there before, so the
   * server's refusal is true.
   */
  ApiRequest.Lookup created(Tree sent) {
    return new ApiRequest.Lookup(
        get(),
        (answer, when) -> answer.ok() && isNew(answer.tree(), when) && isOurs(answer.tree(), sent));
  }

  private static boolean isNew(Tree object, Sent when) {
    try {
      Instant created = Instant.parse(object.at("metadata.creationTimestamp").text(""));
      return when.notBefore().isPresent() && !created.isBefore(when.notBefore().get());
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isOurs(Tree object, Tree sent) {
    return contains(object, sent)
        && object.at("metadata.managedFields").items().stream()
            .anyMatch(
                entry ->
                    Resources.isLab(entry.get("manager").text(""))
                        && entry.get("operation").text("").equals("Update"));
  }

  /** An object has the fields of a patch; a null in it stands for none. */
  ApiRequest.Lookup patched(Tree patch) {
    return new ApiRequest.Lookup(
        get(), (answer, when) -> answer.ok() && contains(answer.tree(), withoutVersion(patch)));
  }

  private static Tree withoutVersion(Tree patch) {
    Tree metadata = patch.get("metadata");
    return metadata.isMissing()
        ? patch
        : patch.with("metadata", metadata.without("resourceVersion").without("managedFields"));
  }

  /** An object is gone, is going, or is another of the same name. */
  ApiRequest.Lookup deleted(Optional<String> uid) {
    return new ApiRequest.Lookup(get(), (answer, when) -> gone(answer, uid));
  }

  private static boolean gone(ServerResponse answer, Optional<String> uid) {
    if (answer.absent()) {
      return true;
    }
    Tree metadata = answer.tree().get("metadata");
    return answer.ok()
        && (metadata.get("deletionTimestamp").isPresent()
            || uid.map(one -> !one.equals(metadata.get("uid").text(""))).orElse(false));
  }

  /** Whether an object has every field of another; servers add defaults to what was sent. */
  private static boolean contains(Tree object, Tree wanted) {
    if (!wanted.fields().isEmpty()) {
      return wanted.fields().entrySet().stream()
          .allMatch(field -> contains(object.get(field.getKey()), field.getValue()));
    }
    if (wanted.isList()) {
      List<Tree> items = wanted.items();
      List<Tree> there = object.items();
      return items.size() == there.size()
          && java.util.stream.IntStream.range(0, items.size())
              .allMatch(i -> contains(there.get(i), items.get(i)));
    }
    return wanted.isPresent() ? object.equals(wanted) : !object.isPresent();
  }
}
