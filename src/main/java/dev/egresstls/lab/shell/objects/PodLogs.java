package dev.egresstls.lab.shell.objects;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.complete.Flag;
import dev.egresstls.lab.shell.complete.PromptWords;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a container of a pod logged. */
public final class PodLogs {
  private static final int USUAL = 50;
  private static final int MOST = 10_000;
  private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

  private PodLogs() {}

  /**
   * What {@code logs} prints.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if the words are wrong, there is no such pod or
   *     container, or the cluster says no
   */
  public static List<Line> of(LaunchedRun open, int columns, PromptWords words) {
    int most = words.option(Flag.TAIL).map(PodLogs::number).orElse(USUAL);
    Finder finder = Finder.in(open);
    String namespace = finder.namespace(words);
    Tree pod = PodFinder.of(finder, String.join("/", words.names()), namespace);
    String container = container(pod, words.option(Flag.CONTAINER));
    String name = pod.at("metadata.name").text("");
    List<String> rows = finder.cluster().pods().tail(namespace, name, container, most);
    return lines(pod, container, rows, last(rows, most, words.has(Flag.TAIL)));
  }

  /**
   * Prints what was logged and what is logged from now on, until the log ends.
   *
   * @param print gets lines as they come
   * @throws InterruptedException if the learner interrupted, which is how most logs end
   */
  public static void follow(LaunchedRun open, PromptWords words, Consumer<List<Line>> print)
      throws InterruptedException {
    int most = words.option(Flag.TAIL).map(PodLogs::number).orElse(USUAL);
    Finder finder = Finder.in(open);
    String namespace = finder.namespace(words);
    Tree pod = PodFinder.of(finder, String.join("/", words.names()), namespace);
    String container = container(pod, words.option(Flag.CONTAINER));
    String name = pod.at("metadata.name").text("");
    String head = Neutral.line(say("shell.logs.follows", container, name));
    print.accept(List.of(Line.of(2, Role.QUIET, head).hanging(4)));
    finder
        .cluster()
        .pods()
        .follow(
            namespace,
            name,
            container,
            most,
            rows ->
                print.accept(
                    rows.stream().map(row -> Line.of(2, Role.PLAIN, row).hanging(4)).toList()));
  }

  private static int number(String typed) {
    if (!typed.matches("[1-9]\\d{0,4}") || Integer.parseInt(typed) > MOST) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("shell.logs.no-number", typed),
              say("shell.logs.number", MOST))
          .failure();
    }
    return Integer.parseInt(typed);
  }

  private static List<String> containers(Tree pod) {
    return PodFinder.containers(pod).stream().map(one -> one.get("name").text("")).toList();
  }

  private static String container(Tree pod, Optional<String> typed) {
    List<String> all = containers(pod);
    if (typed.isEmpty()) {
      String marked = pod.at("metadata.annotations").get(DEFAULT_CONTAINER).text("");
      return all.contains(marked) ? marked : all.get(0);
    }
    if (!all.contains(typed.get())) {
      String pods = pod.at("metadata.name").text("");
      String hint = Spelling.hint(typed.get(), all);
      String what = say("shell.logs.no-container", pods, typed.get(), hint);
      throw Problem.of(
              Problem.Kind.USAGE,
              Neutral.line(what),
              Neutral.line("-c " + String.join(", -c ", all)))
          .failure();
    }
    return typed.get();
  }

  /** That there may be more lines; empty if these are all. */
  private static Optional<String> last(List<String> rows, int most, boolean asked) {
    if (rows.size() != most) {
      return Optional.empty();
    }
    if (!asked) {
      return Optional.of(say("shell.logs.more", most));
    }
    return Optional.of(most == 1 ? say("shell.logs.last-line") : say("shell.logs.last", most));
  }

  private static List<Line> lines(
      Tree pod, String container, List<String> rows, Optional<String> last) {
    List<String> others = new ArrayList<>(containers(pod));
    others.remove(container);
    String name = pod.at("metadata.name").text("");
    List<String> which = new ArrayList<>();
    which.add(
        rows.isEmpty()
            ? say("shell.logs.nothing", container, name)
            : say("shell.logs.of", container, name));
    last.ifPresent(which::add);
    if (!others.isEmpty()) {
      which.add(say("shell.logs.also", String.join(", ", others)));
    }
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(2, Role.QUIET, Neutral.line(String.join(" · ", which))).hanging(4));
    rows.forEach(row -> lines.add(Line.of(2, Role.PLAIN, row).hanging(4)));
    return lines;
  }
}
