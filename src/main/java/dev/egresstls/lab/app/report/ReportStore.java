package dev.egresstls.lab.app.report;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.SecretFields;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reports of the last sessions, one file each, for this user alone. What is kept has neither
 * control sequences nor secrets in it.
 *
 * @param folder need not exist
 */
public record ReportStore(Path folder) {
  private static final int KEPT = 20;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
  private static final String OURS = "\\d{8}T\\d{9}Z-[a-z]+";

  /** The reports among what outlives a session. */
  public static ReportStore in(Path state) {
    return new ReportStore(state.resolve("reports"));
  }

  /** The name of a report: when its session began, and the mode. */
  public static String name(Instant began, String mode) {
    return NAME.format(began) + "-" + mode;
  }

  /** A document as it may be kept and shown. */
  public static Tree safe(Tree document) {
    return SecretFields.of(Tree.of(neutral(document)));
  }

  private static Object neutral(Tree value) {
    if (value.isObject()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      value.fields().forEach((key, one) -> fields.put(key, neutral(one)));
      return fields;
    }
    if (value.isList()) {
      return value.items().stream().map(ReportStore::neutral).map(Tree::of).toList();
    }
    return value.raw() instanceof String text ? Neutral.line(text) : value.raw();
  }

  /** Writes down how a report stands; all but the last ones are removed. */
  public void keep(String name, Tree document) throws IOException {
    PrivateFiles.folder(folder);
    Path file = folder.resolve(name + ".json");
    boolean fresh = !Files.exists(file);
    PrivateFiles.write(file, ReportFormat.JSON.text(safe(document)));
    if (fresh) {
      removeOld();
    }
  }

  /** Writes a report in a format to read, and says where it is. */
  public Path write(String name, Tree document, ReportFormat format) throws IOException {
    PrivateFiles.folder(folder);
    Path file = folder.resolve(name + "." + format);
    PrivateFiles.write(file, format.text(safe(document)));
    return file;
  }

  private void removeOld() throws IOException {
    List<String> names = names();
    for (String old : names.subList(0, Math.max(0, names.size() - KEPT))) {
      for (ReportFormat format : ReportFormat.values()) {
        Files.deleteIfExists(folder.resolve(old + "." + format));
      }
    }
  }

  /** By their names, which begin with the time. */
  private List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(OURS + "\\.json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    }
  }

  /** The report of the last session, of whatever lab. */
  public Tree last() {
    return last(Optional.empty());
  }

  /**
   * The report of the last session.
   *
   * @param lab the key of the lab that the session was about; empty for any
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if there is none that can be read
   */
  public Tree last(Optional<String> lab) {
    try {
      List<String> names = new ArrayList<>(names());
      Collections.reverse(names);
      for (String name : names) {
        Tree report = safe(Json.read(Files.readString(folder.resolve(name + ".json"))));
        if (lab.isEmpty() || report.at("lab.key").text().equals(lab)) {
          return report;
        }
      }
    } catch (IOException | Json.Malformed e) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("report.unreadable", Neutral.line(String.valueOf(e.getMessage()))))
          .failure();
    }
    throw Problem.of(Problem.Kind.PRECONDITION, say("report.none"), say("report.none.try"))
        .failure();
  }
}
