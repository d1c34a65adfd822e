package dev.egresstls.lab.shell.record;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.render.StepLines;
import dev.egresstls.lab.shell.record.Predictions.Guess;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many hints of each step were shown, what was predicted, and which what-ifs were tried, over
 * all sessions of a lab on a track: a small file for this user alone. One that cannot be read is as
 * good as none, and one that cannot be written disturbs nobody. A new session gives hints from the
 * first one again: whoever comes back wants to read them again, and on a shared machine it is
 * someone else.
 */
public final class RecordedText {
  private final Path file;
  private final Map<String, Integer> earlier = new TreeMap<>();
  private final Map<String, String> guesses = new TreeMap<>();
  private final Set<String> tried = new TreeSet<>();
  private String written = "";

  private RecordedText(Path file) {
    this.file = file;
  }

  /**
   * What is kept of a lab on its track.
   *
   * @param folder where such files are; it need not exist
   */
  public static RecordedText of(Path folder, Lab lab) {
    RecordedText kept =
        new RecordedText(folder.resolve(lab.key() + "-" + lab.track().id() + ".json"));
    try {
      Tree all = Json.read(Files.readString(kept.file));
      all.get("hints")
          .fields()
          .forEach((step, count) -> kept.earlier.put(step, (int) Math.max(0, count.number(0))));
      all.get("guesses")
          .fields()
          .forEach((step, own) -> own.text().ifPresent(text -> kept.guesses.put(step, text)));
      kept.tried.addAll(all.get("whatIfs").texts());
    } catch (IOException | RuntimeException e) {
      kept.earlier.clear();
      kept.guesses.clear();
      kept.tried.clear();
    }
    return kept;
  }

  /** How many hints were shown in earlier sessions. */
  public synchronized int earlierHints() {
    return earlier.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The ids of what-ifs that were tried, up to the last time that this was written down. */
  public synchronized Set<String> triedEarlier() {
    return Set.copyOf(tried);
  }

  /** Gives back what was predicted of steps that hold since an earlier session. */
  public synchronized void recall(LabRun run, Predictions into) {
    for (StepReport report : run.reports()) {
      String own = guesses.get(report.step().id());
      if (own != null && report.state() == StepState.HOLDS) {
        report.step().predict().ifPresent(asked -> into.recall(guess(run, report, asked, own)));
      }
    }
  }

  private static Guess guess(LabRun run, StepReport report, PredictionQuestion asked, String own) {
    Optional<String> seen =
        asked.shownBy().isPresent()
            ? Optional.empty()
            : Optional.of(StepLines.says(report.verdicts()));
    return new Guess(
        String.valueOf(report.number()),
        run.vars().show(asked.text()),
        own,
        run.vars().show(asked.right()),
        asked.shownBy(),
        seen);
  }

  /** Writes down how this session stands, if that is new. */
  public synchronized void keep(LabRun run, Predictions now, LearningLog learning) {
    Map<String, Object> hints = new TreeMap<>(earlier);
    run.session()
        .hints()
        .forEach((step, count) -> hints.merge(id(run, step), count, RecordedText::sum));
    now.all().stream()
        .filter(guess -> guess.about().matches("\\d+"))
        .forEach(guess -> guesses.put(id(run, Integer.parseInt(guess.about())), guess.own()));
    tried.addAll(learning.triedIds());
    Tree all = Tree.object("hints", hints, "guesses", guesses, "whatIfs", List.copyOf(tried));
    String text = Json.pretty(all) + "\n";
    if (!text.equals(written) && !(hints.isEmpty() && guesses.isEmpty() && tried.isEmpty())) {
      written = text;
      write(text);
    }
  }

  private static Object sum(Object one, Object other) {
    return (Integer) one + (Integer) other;
  }

  private static String id(LabRun run, int number) {
    return run.lab().steps().get(number - 1).id();
  }

  private void write(String text) {
    try {
      PrivateFiles.folder(file.getParent());
      PrivateFiles.write(file, text);
    } catch (IOException e) {
      return; // it is no reason to disturb the learner
    }
  }
}
