package dev.egresstls.lab.check;

import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.value.Tree;
import java.util.Comparator;
import java.util.Optional;

/** Finds who last wrote an object, in its {@code metadata.managedFields}. */
final class LastWriter {
  private LastWriter() {}

  /**
   * The field manager that last wrote the part in which a path lies, and when: {@code kubectl-edit
   * at 2026-11-23T20:33:27Z}. Writers of the status do not count for other paths.
   */
  static Optional<String> of(Tree object, String path) {
    boolean status = path.equals("status") || path.startsWith("status.");
    return object.at("metadata.managedFields").items().stream()
        .filter(entry -> entry.get("subresource").text("").equals("status") == status)
        .filter(entry -> entry.get("manager").text().isPresent())
        .max(Comparator.comparing(entry -> entry.get("time").text("")))
        .map(
            entry ->
                entry.get("manager").text("")
                    + entry.get("time").text().map(time -> " at " + time).orElse(""));
  }

  static Gap named(Gap gap, Tree object) {
    return new Gap(gap.subject(), gap.path(), gap.expected(), gap.saw(), of(object, gap.path()));
  }
}
