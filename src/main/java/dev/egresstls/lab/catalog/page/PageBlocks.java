package dev.egresstls.lab.catalog.page;

import dev.egresstls.lab.catalog.LabFiles;
import dev.egresstls.lab.catalog.LabReader;
import dev.egresstls.lab.catalog.Source;
import dev.egresstls.lab.lab.Lab;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fenced blocks of all prose that a lab uses on a track, with their places in its files. */
public final class PageBlocks {
  private final List<Source> sources = new ArrayList<>();

  private PageBlocks() {}

  /** Those of a lab that can be read. */
  public static PageBlocks of(LabFiles files, Lab lab) {
    Set<String> used = new LinkedHashSet<>();
    LabReader.read(files.recording(used), Optional.of(lab.track().id()));
    PageBlocks blocks = new PageBlocks();
    used.stream()
        .filter(path -> path.endsWith(".md"))
        .forEach(
            path ->
                blocks.sources.add(new Source(files.nameOf(path), files.text(path).orElse(""))));
    return blocks;
  }

  /** All blocks of a kind. */
  public List<PageBlock> all(String kind) {
    return sources.stream()
        .flatMap(source -> PageBlock.in(source).stream())
        .filter(block -> block.kind().equals(kind))
        .toList();
  }

  /** The blocks of a kind in one text of the lab, such as a hint. */
  public List<PageBlock> in(String text, String kind) {
    return sources.stream()
        .filter(source -> source.text().contains(text))
        .findFirst()
        .map(source -> in(source, text, kind))
        .orElse(List.of());
  }

  private static List<PageBlock> in(Source source, String text, String kind) {
    int from = source.text().indexOf(text);
    int first = source.place(from).line();
    int last = source.place(from + text.length()).line();
    return PageBlock.in(source).stream()
        .filter(block -> block.kind().equals(kind))
        .filter(block -> block.place().line() > first && block.place().line() <= last)
        .toList();
  }
}
