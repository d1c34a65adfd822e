package dev.egresstls.lab.practice.store.write;

import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.value.Tree;

/** What a writer may demand of the object that it changes. */
public final class Preconditions {
  private static final String MODIFIED =
      "the object has been modified; please apply your changes to the latest version and try again";

  private Preconditions() {}

  /** Refuses with 409 if the uid or resourceVersion in {@code wanted} is not the object's. */
  public static void check(ResourceType type, Tree live, Tree wanted) {
    String name = live.at("metadata.name").text(wanted.get("name").text(""));
    String uid = live.at("metadata.uid").text("");
    String version = live.at("metadata.resourceVersion").text("");
    String expectedUid = wanted.get("uid").text("");
    if (!expectedUid.isEmpty() && !expectedUid.equals(uid)) {
      String why =
          "Precondition failed: UID in precondition: "
              + expectedUid
              + ", UID in object meta: "
              + uid;
      throw Refusals.conflict(type, name, why);
    }
    String expectedVersion = wanted.get("resourceVersion").text("");
    if (!expectedVersion.isEmpty() && !expectedVersion.equals(version)) {
      throw Refusals.conflict(type, name, MODIFIED);
    }
  }
}
