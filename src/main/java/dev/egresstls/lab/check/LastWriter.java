package dev.egresstls.lab.check;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreePath;
import dev.egresstls.lab.world.Resources;
import java.util.Comparator;
import java.util.Optional;

/** Finds who last wrote a field of an object, in its {@code metadata.managedFields}. */
final class LastWriter {
  private LastWriter() {}

  /**
   * The field manager that last wrote the field, or what holds it, and when: {@code kubectl-edit at
   * 2026-11-23T20:33:27Z}. Who owns more of the path counts first, because times are whole seconds.
   * Writers of the status do not count for other paths. Empty if that was the lab itself: whoever
   * only takes a field away leaves no trace there, and the lab must not be blamed for it.
   */
  static Optional<String> of(Tree object, String path) {
    boolean status = path.equals("status") || path.startsWith("status.");
    return object.at("metadata.managedFields").items().stream()
        .filter(entry -> entry.get("subresource").text("").equals("status") == status)
        .filter(entry -> entry.get("manager").text().isPresent())
        .max(
            Comparator.comparingInt((Tree entry) -> owned(entry.get("fieldsV1"), path))
                .thenComparing(entry -> entry.get("time").text("")))
        .filter(entry -> !Resources.isLab(entry.get("manager").text("")))
        .map(entry -> writer(entry.get("manager").text(""), entry.get("time").text()));
  }

  private static String writer(String manager, Optional<String> time) {
    return time.map(at -> say("check.writtenAt", manager, at)).orElse(manager);
  }

  /** How many parts of the path, from its beginning, are in a set of fields. */
  private static int owned(Tree fields, String path) {
    Tree here = fields;
    int depth = 0;
    for (Object part : TreePath.parts(path)) {
      here = here.get("f:" + part);
      if (here.isMissing()) {
        return depth;
      }
      depth++;
    }
    return depth;
  }

  static Gap named(Gap gap, Tree object) {
    return new Gap(gap.subject(), gap.path(), gap.expected(), gap.saw(), of(object, gap.path()));
  }
}
