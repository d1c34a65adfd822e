package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.value.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    return new LabLint(folder).all();
  }

  private List<Mistake> all() {
    LabReader.Result first = LabReader.read(files, Optional.empty());
    mistakes.addAll(first.mistakes());
    first.lab().ifPresent(this::eachTrack);
    return List.copyOf(mistakes);
  }

  private void eachTrack(Lab first) {
    Set<String> used = new LinkedHashSet<>();
    List<Lab> labs = new ArrayList<>();
    for (Track track : first.tracks()) {
      LabReader.Result read = LabReader.read(files.recording(used), Optional.of(track.id()));
      mistakes.addAll(read.mistakes());
      read.lab().ifPresent(labs::add);
    }
    Source source = new Source(files.nameOf(LabReader.FILE), files.text(LabReader.FILE).orElse(""));
    labs.forEach(lab -> new Unproved(source, lab).find());
    if (mistakes.isEmpty()) {
      unused(used);
    }
  }

  /** A file that nobody reads is one that was forgotten, or a name that was misspelled. */
  private void unused(Set<String> used) {
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
    private final Source source;
    private final Lab lab;
    private final Set<String> whatIfs;

    Unproved(Source source, Lab lab) {
      this.source = source;
      this.lab = lab;
      this.whatIfs = lab.whatIfs().stream().map(one -> one.id()).collect(Collectors.toSet());
    }

    void find() {
      lab.steps().forEach(this::step);
    }

    private void step(Step step) {
      step.predict().ifPresent(question -> question(step, question));
      if (step.hints().isEmpty()) {
        mistake(step, say("catalog.lint.no-hint", step.id()));
      }
    }

    private void question(Step step, PredictionQuestion question) {
      Optional<String> shownBy = question.shownBy();
      shownBy
          .filter(id -> !whatIfs.contains(id))
          .ifPresent(
              id -> mistake(step, say("catalog.path.none", id) + Spelling.hint(id, whatIfs)));
      if (shownBy.isEmpty() && question.evidence().isEmpty()) {
        mistake(step, say("catalog.lint.no-evidence", step.id()));
      }
      shownBy.flatMap(lab::whatIf).flatMap(one -> one.predict()).stream()
          .filter(own -> own.options().equals(question.options()))
          .filter(own -> own.answer() != question.answer())
          .forEach(own -> mistake(step, say("catalog.lint.answers", step.id(), shownBy.get())));
    }

    /** At the line that begins the step. */
    private void mistake(Step step, String what) {
      int at = source.text().indexOf("id: " + step.id());
      mistakes.add(source.mistake(Math.max(0, at), what));
    }
  }
}
