package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.TitlePage;
import dev.egresstls.lab.value.Spelling;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The labs that there are: those that come with the program, or the one in a folder. */
public final class Catalog {
  /** Ids of the labs that come with the program: a class path cannot be listed. */
  private static final List<String> BUILT_IN = List.of("backend-tls-egress");

  private final Map<String, LabFiles> labs;

  private Catalog(Map<String, LabFiles> labs) {
    this.labs = labs;
  }

  /** The labs that come with the program, by id. */
  public static Catalog builtIn() {
    Map<String, LabFiles> labs = new LinkedHashMap<>();
    BUILT_IN.forEach(id -> labs.put(id, LabFiles.builtIn(id)));
    return new Catalog(labs);
  }

  /** The lab in a folder on disk, which holds {@code lab.yaml}; its id is the folder's name. */
  public static Catalog folder(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return new Catalog(Map.of(name == null ? "lab" : name.toString(), LabFiles.folder(folder)));
  }

  /** Ids of the labs; the first is the default. */
  public List<String> ids() {
    return List.copyOf(labs.keySet());
  }

  /**
   * Reads a lab for one of its tracks.
   *
   * @param track its id; empty for the lab's first
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is no such lab or track, or the lab
   *     has mistakes: all of them are in the problem's evidence, one after the other, each with its
   *     line and a caret
   */
  public Lab read(String id, Optional<String> track) {
    LabReader.Result result = lint(id, track);
    return result.lab().orElseThrow(() -> failure(id, result.mistakes()));
  }

  /**
   * What the lab says of itself, for its first track, without reading the whole lab if it has a
   * title page.
   */
  public TitlePage titlePage(String id) {
    return Optional.ofNullable(labs.get(id))
        .filter(files -> !translated(files))
        .flatMap(files -> files.text(TitlePage.FILE))
        .flatMap(TitlePage::read)
        .orElseGet(() -> TitlePage.of(read(id, Optional.empty())));
  }

  /** A title page is written in the lab's own language. */
  private static boolean translated(LabFiles files) {
    return files.languages().stream()
        .anyMatch(language -> files.text("prose/" + language + "/" + LabTexts.FILE).isPresent());
  }

  /**
   * Reads a lab and gives its mistakes instead of failing on them.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is no such lab or track
   */
  public LabReader.Result lint(String id, Optional<String> track) {
    LabFiles files = labs.get(id);
    if (files == null) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("catalog.lab.none", id) + Spelling.hint(id, labs.keySet()),
              "egresstls-lab labs")
          .failure();
    }
    return LabReader.read(files, track);
  }

  private static RuntimeException failure(String id, List<Mistake> mistakes) {
    String what = count("catalog.lab.mistakes", mistakes.size(), mistakes.size(), id);
    String all = mistakes.stream().map(Mistake::text).collect(Collectors.joining("\n"));
    return Problem.of(Problem.Kind.USAGE, what).because(all).in(mistakes.get(0).place()).failure();
  }
}
