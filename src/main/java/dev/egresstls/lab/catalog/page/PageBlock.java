package dev.egresstls.lab.catalog.page;

import dev.egresstls.lab.catalog.Source;
import dev.egresstls.lab.lab.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a lab's prose.
 *
 * @param kind the word behind the fence, such as {@code console}; empty if there is none
 * @param lines what stands between the fences, as it was written
 * @param place its first line, below the fence
 */
public record PageBlock(String kind, List<String> lines, Problem.Place place) {
  private static final String FENCE = "```";

  public PageBlock {
    lines = List.copyOf(lines);
  }

  /** All blocks of a file, in order. */
  static List<PageBlock> in(Source source) {
    List<PageBlock> blocks = new ArrayList<>();
    List<String> lines = source.text().lines().toList();
    int fence = -1;
    for (int at = 0; at < lines.size(); at++) {
      if (!lines.get(at).startsWith(FENCE)) {
        continue;
      }
      if (fence >= 0) {
        String kind = lines.get(fence).substring(FENCE.length()).strip();
        Problem.Place place = new Problem.Place(source.file(), fence + 2, 1);
        blocks.add(new PageBlock(kind, lines.subList(fence + 1, at), place));
      }
      fence = fence < 0 ? at : -1;
    }
    return blocks;
  }

  /** The place of one of its lines, counted from 0. */
  public Problem.Place at(int line) {
    return new Problem.Place(place.file(), place.line() + line, 1);
  }
}
