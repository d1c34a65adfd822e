package dev.egresstls.lab.shell.complete;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.objects.FieldExplanation;
import dev.egresstls.lab.app.objects.Finder;
import dev.egresstls.lab.app.objects.PodFinder;
import dev.egresstls.lab.console.Choices.Choice;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.served.ServedKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the pinned cluster has to offer; nothing while it is not open, or does not answer. */
final class ClusterChoices {
  private static final String NAME = "metadata.name";

  private final Supplier<Optional<LaunchedRun>> opened;
  private final BackgroundAnswers answers = new BackgroundAnswers(System::nanoTime);

  ClusterChoices(Supplier<Optional<LaunchedRun>> opened) {
    this.opened = opened;
  }

  private List<Choice> ask(String question, Function<Finder, List<Choice>> answer) {
    Optional<LaunchedRun> open = opened.get().filter(one -> one.world().cluster().isPresent());
    return open.isEmpty()
        ? List.of()
        : answers.to(question, () -> answer.apply(Finder.in(open.get())));
  }

  /** All kinds that are served, by their plurals. */
  List<Choice> kinds() {
    return ask("kinds", ClusterChoices::kinds);
  }

  private static List<Choice> kinds(Finder finder) {
    return finder.resources().served().stream()
        .map(kind -> Choice.of(kind.plural(), kind.kind() + " " + kind.apiVersion()))
        .filter(ClusterChoices::harmless)
        .toList();
  }

  List<Choice> namespaces() {
    return ask("namespaces", finder -> names(finder, "namespaces", Optional.empty(), ""));
  }

  /** The objects of a kind in a namespace, or in the lab's. */
  List<Choice> names(String kind, Optional<String> namespace) {
    return ask("names/" + kind + "/" + namespace, finder -> names(finder, kind, namespace, ""));
  }

  /** Pods, and Deployments as {@code deploy/NAME}. */
  List<Choice> pods(Optional<String> namespace) {
    return ask(
        "pods/" + namespace,
        finder ->
            Stream.of(
                    names(finder, "deployments", namespace, "deploy/"),
                    names(finder, "pods", namespace, ""))
                .flatMap(List::stream)
                .toList());
  }

  /** Deployments as {@code deploy/NAME}. */
  List<Choice> clients(Optional<String> namespace) {
    return ask(
        "clients/" + namespace, finder -> names(finder, "deployments", namespace, "deploy/"));
  }

  private static List<Choice> names(
      Finder finder, String typed, Optional<String> namespace, String lead) {
    ServedKind kind = finder.kind(typed);
    Optional<String> in =
        kind.namespaced()
            ? Optional.of(namespace.orElseGet(finder::labNamespace))
            : Optional.empty();
    String says = in.map(ns -> say("shell.complete.in", kind.kind(), ns)).orElse(kind.kind());
    return finder.objects(kind, in).stream()
        .map(object -> Choice.of(lead + object.at(NAME).text(""), Neutral.line(says)))
        .filter(ClusterChoices::harmless)
        .toList();
  }

  /** The containers of a pod, or of the pods of {@code deploy/NAME}. */
  List<Choice> containers(String pod, Optional<String> namespace) {
    return ask(
        "containers/" + pod + "/" + namespace,
        finder -> {
          Tree found = PodFinder.of(finder, pod, namespace.orElseGet(finder::labNamespace));
          return PodFinder.containers(found).stream()
              .map(one -> Choice.of(one.get("name").text(""), one.get("image").text("")))
              .filter(ClusterChoices::harmless)
              .toList();
        });
  }

  /** The fields below a path such as {@code service.spec}. */
  List<Choice> fields(String path) {
    return ask(
        "fields/" + path,
        finder ->
            FieldExplanation.below(finder, path).entrySet().stream()
                .map(field -> new Choice(path + "." + field.getKey(), field.getValue(), false))
                .filter(ClusterChoices::harmless)
                .toList());
  }

  /** The URLs that the lab is about, its own request's first. */
  List<Choice> url(String says) {
    return opened.get().map(LaunchedRun::run).stream()
        .flatMap(
            run ->
                run.lab().scenario().subject().stream()
                    .flatMap(one -> Stream.concat(Stream.of(one.url()), one.also().stream()))
                    .map(run.vars()::show))
        .map(url -> Choice.of(url, says))
        .filter(ClusterChoices::harmless)
        .toList();
  }

  /** A word that would be typed otherwise than it is shown is not offered. */
  private static boolean harmless(Choice choice) {
    String word = choice.word();
    return !word.isEmpty()
        && word.equals(Neutral.line(word))
        && word.chars().noneMatch(c -> Character.isWhitespace(c) || c == '\'' || c == '"');
  }
}
