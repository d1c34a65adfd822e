package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.CommandRunner;
import dev.egresstls.lab.world.LentKubeconfig;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the commands of a lab's pages on a practice cluster. A page comes from somebody else: there
 * is no shell, kubectl gets no other cluster and no verb that does more than look at objects or
 * change them, and {@code egresstls-lab} only traces files.
 */
final class PageRunner implements AutoCloseable {
  private static final Set<String> VERBS =
      Set.of(
          "annotate",
          "api-resources",
          "api-versions",
          "apply",
          "create",
          "delete",
          "describe",
          "events",
          "exec",
          "explain",
          "get",
          "label",
          "logs",
          "patch",
          "replace",
          "rollout",
          "scale",
          "set",
          "version",
          "wait");
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "-s.*|-f.+|-[kw].*|--(kubeconfig|context|cluster|server|user|token|username|password"
              + "|certificate-.*|client-.*|cache-dir|profile.*|watch.*|follow|kustomize|from-.*"
              + "|filename)(=.*)?");
  private static final Set<String> WITH_VALUE = Set.of("-n", "--namespace");
  private static final String FILE = "-f";

  /** What a command came to. */
  record Output(int exit, List<String> lines) {
    Output {
      lines = List.copyOf(lines);
    }

    /** The last line that says something. */
    String last() {
      return lines.stream().filter(line -> !line.isBlank()).reduce("", (one, next) -> next).strip();
    }
  }

  private final LaunchedRun opened;
  private final CommandRunner processes;
  private final Function<List<String>, List<String>> trace;
  private final Path folder;
  private int files;

  /**
   * A runner for an open run.
   *
   * @param processes where kubectl is
   * @param trace what {@code egresstls-lab} prints for arguments
   */
  PageRunner(
      LaunchedRun opened, CommandRunner processes, Function<List<String>, List<String>> trace) {
    this.opened = opened;
    this.processes = processes;
    this.trace = trace;
    try {
      this.folder = PrivateFiles.temporaryFolder("egresstls-pages");
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Why a command cannot be run here, though nothing is wrong with it; empty if it can. */
  Optional<String> missing(PageCommand command) {
    String program = command.words().get(0);
    if (program.equals("egresstls-lab")) {
      return Optional.empty();
    }
    if (opened.world().mode() != World.Mode.PRACTICE) {
      return Optional.of(say("app.author.page.practice"));
    }
    return program.equals("kubectl") && !processes.has(program)
        ? Optional.of(say("app.author.page.no-kubectl"))
        : Optional.empty();
  }

  /**
   * Runs a command.
   *
   * @param step whose manifests and downloads it may name
   * @throws PageCommand.Refused if it is not one that pages may have
   */
  Output run(PageCommand command, Optional<Step> step)
      throws PageCommand.Refused, InterruptedException {
    List<String> words = new ArrayList<>(command.words());
    String program = words.get(0);
    if (program.equals("egresstls-lab")) {
      if (words.size() < 2 || !words.get(1).equals("trace") || !words.contains("--objects")) {
        throw new PageCommand.Refused(command.line(), say("app.author.page.trace"));
      }
      return new Output(0, trace.apply(words.subList(1, words.size())));
    }
    List<String> lines = new ArrayList<>();
    if (!program.equals("kubectl")) {
      Map<String, String> env = Map.of("HOME", folder.toString());
      return new Output(opened.world().commands().run(words, env, lines::add), lines);
    }
    check(command);
    for (int at = 1; at < words.size(); at++) {
      if (words.get(at - 1).equals(FILE)) {
        words.set(at, local(words.get(at), command, step));
      }
    }
    try (LentKubeconfig lent =
        opened.world().cluster().orElseThrow().lendToUser(Optional.of("default"))) {
      Map<String, String> env =
          Map.of("KUBECONFIG", lent.file().toString(), "HOME", folder.toString(), "KUBERC", "off");
      return new Output(processes.run(words, env, lines::add), lines);
    }
  }

  /** kubectl's own arguments; those behind {@code --} are the pod's. */
  static void check(PageCommand command) throws PageCommand.Refused {
    List<String> words = command.words().subList(1, command.words().size());
    int own = words.contains("--") ? words.indexOf("--") : words.size();
    Optional<String> verb = Optional.empty();
    for (int at = 0; at < own; at++) {
      String word = words.get(at);
      if (ELSEWHERE.matcher(word).matches()) {
        throw new PageCommand.Refused(command.line(), say("app.author.page.flag", word));
      }
      if (WITH_VALUE.contains(word)) {
        at++;
      } else if (verb.isEmpty() && !word.startsWith("-")) {
        verb = Optional.of(word);
      }
    }
    if (verb.filter(VERBS::contains).isEmpty()) {
      throw new PageCommand.Refused(command.line(), say("app.author.page.verb", verb.orElse("")));
    }
  }

  /**
   * Looks at the files that a command names.
   *
   * @throws PageCommand.Refused if one is not the step's
   */
  void checkFiles(PageCommand command, Step step) throws PageCommand.Refused {
    List<String> words = command.words();
    for (int at = 1; at < words.size(); at++) {
      boolean named = words.get(at - 1).equals(FILE) && !words.get(at).equals("-");
      if (named && !names(step, words.get(at))) {
        throw noFile(command, words.get(at));
      }
    }
  }

  private boolean names(Step step, String word) {
    return step.actions().stream()
        .anyMatch(
            action ->
                action instanceof Action.Apply apply && apply.file().equals(word)
                    || action instanceof Action.Download download
                        && filled(download.url()).equals(word));
  }

  private static PageCommand.Refused noFile(PageCommand command, String word) {
    boolean url = word.matches("https?://.*");
    return new PageCommand.Refused(command.line(), say("app.author.page.file", word), url);
  }

  /** What a command reads or names of the lab, as a file. */
  private String local(String word, PageCommand command, Optional<Step> step)
      throws PageCommand.Refused, InterruptedException {
    if (word.equals("-") && command.input().isPresent()) {
      return file(command.input().get());
    }
    for (Action action : step.map(Step::actions).orElse(List.of())) {
      if (action instanceof Action.Apply apply && apply.file().equals(word)) {
        return file(opened.run().vars().show(apply.manifest()));
      }
      if (action instanceof Action.Download download && filled(download.url()).equals(word)) {
        return file(
            opened
                .world()
                .downloads()
                .text(word, filled(download.sha256()), filled(download.option())));
      }
    }
    throw noFile(command, word);
  }

  private String filled(String text) {
    return opened.run().vars().fill(text);
  }

  /** A file with a text; gives its path. */
  String file(String text) {
    return file("page-" + files++ + ".yaml", text);
  }

  /** The same under a name. */
  String file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      PrivateFiles.write(file, text);
      return file.toString();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static RuntimeException unwritable(IOException cause) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            say("shell.outside.unwritten", System.getProperty("java.io.tmpdir")))
        .because(Neutral.line(String.valueOf(cause.getMessage())))
        .failure();
  }

  @Override
  public void close() {
    try (Stream<Path> below = Files.walk(folder)) {
      below.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
