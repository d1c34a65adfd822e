package dev.egresstls.lab.check;

import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreePath;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds who last wrote a field, in its object's {@code metadata.managedFields}. */
final class LastWriter {
  /** A manager's entry, and how many parts of the path it owns. */
  private record Claim(Tree entry, int depth, int place) {
    static final Comparator<Claim> WEIGHT =
        Comparator.comparingInt(Claim::depth)
            .thenComparing(claim -> claim.entry().get("time").text(""))
            .thenComparingInt(Claim::place);

    String text() {
      return entry.get("manager").text("")
          + entry.get("time").text().map(time -> " at " + time).orElse("");
    }
  }

  private LastWriter() {}

  /**
   * The field manager that owns the field at a path, or most of the way to it, and when it last
   * wrote: {@code kubectl-edit at 2026-11-23T20:33:27Z}. Among equals the latest counts; times have
   * whole seconds, so of the same second the one that the server lists last. Writers of the status
   * do not count for other paths.
   */
  static Optional<String> of(Tree object, String path) {
    boolean status = path.equals("status") || path.startsWith("status.");
    List<Object> parts = TreePath.parts(path);
    List<Tree> entries = object.at("metadata.managedFields").items();
    return IntStream.range(0, entries.size())
        .mapToObj(i -> new Claim(entries.get(i), depth(entries.get(i), parts), i))
        .filter(claim -> claim.entry().get("subresource").text("").equals("status") == status)
        .filter(claim -> claim.entry().get("manager").text().isPresent())
        .max(Claim.WEIGHT)
        .map(Claim::text);
  }

  /** How far the path leads into the set of owned fields; places in lists end it. */
  private static int depth(Tree entry, List<Object> parts) {
    Tree here = entry.get("fieldsV1");
    int depth = 0;
    for (Object part : parts) {
      here = part instanceof String key ? here.get("f:" + key) : Tree.MISSING;
      if (here.isMissing()) {
        break;
      }
      depth++;
    }
    return depth;
  }

  static Gap named(Gap gap, Tree object) {
    return new Gap(gap.subject(), gap.path(), gap.expected(), gap.saw(), of(object, gap.path()));
  }
}
