package dev.egresstls.lab.experiment;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.util.List;

/**
 * An object that was changed, so that one can see when a watch has heard of it.
 *
 * @param now as it was answered; missing if it was deleted
 * @param text what was done, in one line
 */
record Changed(Ref ref, Tree now, String text) {
  static Changed now(Ref ref, Tree now, String text) {
    return new Changed(ref, now, text);
  }

  static Changed gone(Ref ref) {
    return new Changed(ref, Tree.MISSING, say("experiment.change.delete", ref));
  }

  /** Whether objects from a watch show the change, or something later. */
  boolean isSeenIn(List<Tree> objects) {
    List<Tree> found =
        objects.stream().filter(one -> Ref.of(one).toString().equals(ref.toString())).toList();
    return now.isMissing()
        ? found.isEmpty()
        : found.stream().anyMatch(one -> version(one) >= version(now));
  }

  /** API servers count it up, though they promise it only since Kubernetes 1.35. */
  private static long version(Tree object) {
    String text = object.at("metadata.resourceVersion").text("0");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
