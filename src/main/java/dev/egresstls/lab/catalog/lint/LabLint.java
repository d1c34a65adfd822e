package dev.egresstls.lab.catalog.lint;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.catalog.LabFiles;
import dev.egresstls.lab.catalog.LabReader;
import dev.egresstls.lab.catalog.Mistake;
import dev.egresstls.lab.catalog.Source;
import dev.egresstls.lab.catalog.page.LabPlaces;
import dev.egresstls.lab.lab.Curriculum;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.value.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All mistakes of a lab in a folder: those that keep it from being read, for each of its tracks,
 * and those that leave something unproved or unused.
 */
public final class LabLint {
  private static final Set<String> PARTS = Set.of("prose", "manifests", "practice");

  private final Path folder;
  private final LabFiles files;
  private final Set<Mistake> mistakes = new LinkedHashSet<>();
  private final Set<String> used = new LinkedHashSet<>();
  private final Set<String> sections = new LinkedHashSet<>();

  private LabLint(Path folder) {
    this.folder = folder;
    this.files = LabFiles.folder(folder);
  }

  /**
   * The mistakes, by file, line and column; none if the lab is right.
   *
   * @throws LabFailure (usage) if there is no lab in the folder
   */
  public static List<Mistake> of(Path folder) {
    if (Files.isRegularFile(folder)) {
      Path parent = folder.toAbsolutePath().getParent();
      Path lab = folder.endsWith(LabReader.FILE) ? folder.resolveSibling("") : parent;
      throw Problem.of(
              Problem.Kind.USAGE,
              say("catalog.lint.file", folder),
              "egresstls-lab lint " + (lab.toString().isEmpty() ? "." : lab))
          .failure();
    }
    return new LabLint(folder).all();
  }

  private List<Mistake> all() {
    LabReader.Result first = read(Optional.empty());
    for (String track : first.tracks()) {
      if (!track.isEmpty()) {
        read(Optional.of(track));
      }
    }
    // Where a file could not be read, nothing is known to be unused.
    pages(mistakes.isEmpty() || first.lab().isPresent());
    if (mistakes.isEmpty()) {
      unused();
    }
    return LabReader.sorted(mistakes, files.nameOf(LabReader.FILE));
  }

  private LabReader.Result read(Optional<String> track) {
    LabReader.Result read = LabReader.readForAuthor(files.recording(used), track);
    mistakes.addAll(read.mistakes());
    mistakes.addAll(read.remarks());
    sections.addAll(read.sections());
    read.lab().ifPresent(lab -> new Unproved(lab).find());
    return read;
  }

  private void pages(boolean whole) {
    for (String path : used) {
      if (path.endsWith(".md")) {
        Source source = new Source(files.nameOf(path), files.text(path).orElse(""));
        mistakes.addAll(
            PageMistakes.of(source, name -> whole && !sections.contains(path + "#" + name)));
      }
    }
  }

  /** A file that nobody reads is one that was forgotten, or a name that was misspelled. */
  private void unused() {
    try (Stream<Path> below = Files.walk(folder)) {
      below
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(path -> PARTS.contains(path.split("/")[0]) && !used.contains(path))
          .filter(path -> !path.matches("prose/[a-z]{2}(_[A-Z]{2})?/.*"))
          .sorted()
          .forEach(
              path ->
                  mistakes.add(
                      new Mistake(
                          new Problem.Place(files.nameOf(path), 1, 1),
                          say("catalog.lint.unused"),
                          "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a lab asks and does not answer. */
  private final class Unproved {
    private final Lab lab;
    private final Set<String> whatIfs;
    private final LabPlaces places;
    private final Source source;

    Unproved(Lab lab) {
      this.lab = lab;
      this.whatIfs = lab.whatIfs().stream().map(one -> one.id()).collect(Collectors.toSet());
      this.places = LabPlaces.of(files, lab.track().id());
      this.source = new Source(files.nameOf(LabReader.FILE), files.text(LabReader.FILE).orElse(""));
    }

    void find() {
      lab.steps().forEach(step -> step.predict().ifPresent(question -> question(step, question)));
      lab.curriculum().quiz().forEach(this::quiz);
    }

    private void question(Step step, PredictionQuestion question) {
      Optional<String> shownBy = question.shownBy();
      String[] at = {"steps", step.id(), "predict", "shownBy"};
      shownBy
          .filter(id -> !whatIfs.contains(id))
          .ifPresent(id -> mistake(say("catalog.path.none", id) + hint(id), at));
      if (shownBy.isEmpty()
          && question.evidence().isEmpty()
          && !question.shows(question.answer()).isEmpty()) {
        mistake(say("catalog.lint.no-evidence", step.id()), "steps", step.id(), "predict");
      }
      shownBy.flatMap(lab::whatIf).flatMap(one -> one.predict()).stream()
          .filter(own -> own.options().equals(question.options()))
          .filter(own -> own.answer() != question.answer())
          .forEach(
              own ->
                  mistake(
                      say("catalog.lint.answers", step.id(), shownBy.get()),
                      "steps",
                      step.id(),
                      "predict",
                      "answer"));
    }

    /** What a quiz shows is the way of a request, or a what-if. */
    private void quiz(Curriculum.Item item) {
      String command = item.evidence();
      String[] at = {"quiz", item.id(), "evidence", "command"};
      if (command.startsWith("try ")) {
        String id = command.substring(4).strip();
        if (!whatIfs.contains(id)) {
          mistake(say("catalog.path.none", id) + hint(id), at);
        }
      } else if (!command.startsWith("trace ")) {
        String word = command.split(" ", 2)[0];
        mistake(
            say("catalog.lint.quiz", command) + Spelling.hint(word, Set.of("trace", "try")), at);
      }
    }

    private String hint(String id) {
      return Spelling.hint(id, whatIfs);
    }

    private void mistake(String what, String... at) {
      mistakes.add(source.mistake(places.at(at), what));
    }
  }
}
