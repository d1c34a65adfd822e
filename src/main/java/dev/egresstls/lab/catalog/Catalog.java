package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.TitlePage;
import dev.egresstls.lab.message.ProgramFiles;
import dev.egresstls.lab.value.Spelling;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The labs that there are, and which of them is done: the first, unless another one is chosen. */
public final class Catalog {
  /** The ids of the labs that come with the program: a class path cannot be listed. */
  private static final String INDEX = "labs/index.txt";

  private final Map<String, LabFiles> labs;
  private final Supplier<String> chosen;
  private final boolean named;
  private final Predicate<String> trusted;

  private Catalog(
      Map<String, LabFiles> labs,
      Supplier<String> chosen,
      boolean named,
      Predicate<String> trusted) {
    this.labs = labs;
    this.chosen = chosen;
    this.named = named;
    this.trusted = trusted;
  }

  private Catalog(Map<String, LabFiles> labs) {
    this(labs, () -> labs.keySet().iterator().next(), false, digest -> false);
  }

  /** The labs that come with the program, by id. */
  public static Catalog builtIn() {
    Map<String, LabFiles> labs = new LinkedHashMap<>();
    for (String line : ProgramFiles.text(INDEX).split("\n")) {
      String id = line.strip();
      if (!id.isEmpty()) {
        labs.put(id, LabFiles.builtIn(id));
      }
    }
    return new Catalog(labs);
  }

  /** The lab in a folder on disk, which holds {@code lab.yaml}; its id is the folder's name. */
  public static Catalog folder(Path folder) {
    return new Catalog(Map.of(idOf(folder), LabFiles.folder(folder)));
  }

  private static String idOf(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "lab" : name.toString();
  }

  /**
   * The same with the labs below a folder, which need not exist. One that has the id of a lab that
   * comes with the program is left out: nobody shall take it for that.
   */
  public Catalog installed(Path folder) {
    Map<String, LabFiles> more = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> below = Files.newDirectoryStream(folder)) {
        for (Path one : below) {
          if (Files.isRegularFile(one.resolve(LabReader.FILE))) {
            more.put(idOf(one), LabFiles.folder(one));
          }
        }
      } catch (IOException e) {
        return this; // what cannot be read is not offered
      }
    }
    Map<String, LabFiles> all = new LinkedHashMap<>(labs);
    more.forEach(all::putIfAbsent);
    return new Catalog(all, chosen, named, trusted);
  }

  /** The same where the lab of that id is done; there need not be one. */
  public Catalog choosing(String id) {
    return new Catalog(labs, () -> id, true, trusted);
  }

  /**
   * The same where a lab from outside is done.
   *
   * @param outside asked once, when the lab is first needed; may fail
   */
  public Catalog choosing(Supplier<LabFiles> outside) {
    Map<String, LabFiles> all = new LinkedHashMap<>(labs);
    String[] name = new String[1];
    return new Catalog(
        all,
        () -> {
          synchronized (all) {
            name[0] = name[0] == null ? added(all, outside.get()) : name[0];
            return name[0];
          }
        },
        true,
        trusted);
  }

  private static String added(Map<String, LabFiles> all, LabFiles files) {
    Path folder = files.folder().orElseThrow();
    String name = all.containsKey(idOf(folder)) ? folder.toString() : idOf(folder);
    all.put(name, files);
    return name;
  }

  /** The same where labs from outside are trusted whose digest is right. */
  public Catalog trusting(Predicate<String> digests) {
    return new Catalog(labs, chosen, named, digests);
  }

  /** Whether the lab that is done may do all that it wants to. */
  public boolean trusts() {
    return !isOutside() || trusted.test(digest());
  }

  /** Whether the lab that is done does not come with the program. */
  public boolean isOutside() {
    return files(chosen()).flatMap(LabFiles::folder).isPresent();
  }

  /** The digest of all files of the lab that is done, if it comes from outside. */
  public String digest() {
    return files(chosen()).flatMap(LabFiles::folder).map(LabFiles::digest).orElse("");
  }

  /** Ids of the labs; the first is the default. */
  public List<String> ids() {
    return List.copyOf(labs.keySet());
  }

  /** The id of the lab that is done. */
  public String chosen() {
    return chosen.get();
  }

  /** Whether a user has said which lab is done. */
  public boolean named() {
    return named;
  }

  /** The files of a lab. */
  public Optional<LabFiles> files(String id) {
    return Optional.ofNullable(labs.get(id));
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

  /** Reads the lab that is done. */
  public Lab read(Optional<String> track) {
    return read(chosen(), track);
  }

  /**
   * What a lab says of itself, for its first track, without reading the whole lab if it has a title
   * page.
   */
  public TitlePage titlePage(String id) {
    LabFiles files = labs.get(id);
    if (files != null && !translated(files)) {
      Optional<TitlePage> page = files.text(TitlePage.FILE).flatMap(TitlePage::read);
      if (page.isPresent()) {
        return page.get();
      }
    }
    return TitlePage.of(read(id, Optional.empty()));
  }

  /** A title page is written in the lab's own language. */
  private static boolean translated(LabFiles files) {
    for (String language : files.languages()) {
      if (files.text("prose/" + language + "/" + LabTexts.FILE).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads a lab and gives its mistakes instead of failing on them.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is no such lab or track
   */
  public LabReader.Result lint(String id, Optional<String> track) {
    LabFiles files = files(id).orElseThrow(() -> none(id).failure());
    return LabReader.read(files, track);
  }

  private Problem none(String id) {
    return Problem.of(
        Problem.Kind.USAGE,
        say("catalog.lab.none", id) + Spelling.hint(id, labs.keySet()),
        "egresstls-lab labs");
  }

  private static RuntimeException failure(String id, List<Mistake> mistakes) {
    String what = count("catalog.lab.mistakes", mistakes.size(), mistakes.size(), id);
    String all = mistakes.stream().map(Mistake::text).collect(Collectors.joining("\n"));
    return Problem.of(Problem.Kind.USAGE, what).because(all).in(mistakes.get(0).place()).failure();
  }
}
