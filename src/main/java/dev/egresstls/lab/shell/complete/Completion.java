package dev.egresstls.lab.shell.complete;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.grammar.Argument;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.grammar.Slot;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.query.ProductionPage;
import dev.egresstls.lab.console.Choices;
import dev.egresstls.lab.explain.CauseBook;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIfChange;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.commands.Command;
import dev.egresstls.lab.shell.commands.CommandFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands, and behind a command what its row in the table says. */
public final class Completion implements Choices {
  /**
   * The kinds that most labs are about, for as long as the cluster has not said which it serves.
   */
  private static final List<Choice> KINDS =
      List.of(
          Choice.of("backendtlspolicies", "BackendTLSPolicy"),
          Choice.of("configmaps", "ConfigMap"),
          Choice.of("customresourcedefinitions", "CustomResourceDefinition"),
          Choice.of("deployments", "Deployment"),
          Choice.of("destinationrules", "DestinationRule"),
          Choice.of("endpointslices", "EndpointSlice"),
          Choice.of("events", "Event"),
          Choice.of("namespaces", "Namespace"),
          Choice.of("nodes", "Node"),
          Choice.of("pods", "Pod"),
          Choice.of("secrets", "Secret"),
          Choice.of("services", "Service"));

  private final Supplier<Lab> lab;
  private final ClusterChoices cluster;

  /**
   * A completion.
   *
   * @param lab asked only when its steps, what-ifs or tracks are offered
   * @param opened the cluster, if it is open by now
   */
  public Completion(Supplier<Lab> lab, Supplier<Optional<LaunchedRun>> opened) {
    this.lab = lab;
    this.cluster = new ClusterChoices(opened);
  }

  @Override
  public List<Choice> after(List<String> before, String word) {
    if (before.isEmpty()) {
      return commands();
    }
    List<Command> meant = CommandFinder.fitting(before.get(0));
    return meant.size() == 1
        ? behind(TypedLine.of(meant.get(0).syntax(), before.subList(1, before.size())), word)
        : List.of();
  }

  private static List<Choice> commands() {
    return CommandFinder.all().stream()
        .filter(command -> !command.name().equals("!"))
        .flatMap(
            command ->
                Stream.concat(
                        Stream.of(command.name()),
                        command.aliases().stream().filter(alias -> alias.length() > 2))
                    .map(name -> Choice.of(name, command.help())))
        .toList();
  }

  private List<Choice> behind(TypedLine line, String word) {
    if (line.open().isPresent()) {
      return argument(line.next().orElseThrow(), line, word);
    }
    List<Choice> choices = new ArrayList<>();
    boolean flag = word.startsWith("-");
    if (!flag) {
      line.next().ifPresent(place -> choices.addAll(argument(place, line, word)));
    }
    if (flag || !line.unfinished()) {
      line.flags().forEach(one -> choices.addAll(names(one, word)));
    }
    return choices;
  }

  /** By its first name; by a longer one where that is being typed. */
  private static List<Choice> names(Flag flag, String word) {
    Stream<String> names =
        word.startsWith("--") ? flag.names().stream() : flag.names().stream().limit(1);
    return names.map(name -> Choice.of(name, flag.says())).toList();
  }

  private List<Choice> argument(Argument place, TypedLine line, String word) {
    return switch (place.slot()) {
      case STEP -> steps();
      case PAGE -> pages();
      case WHAT_IF -> whatIfs();
      case TRACK ->
          lab.get().tracks().stream().map(one -> Choice.of(one.id(), one.title())).toList();
      case COMMAND -> commands();
      case WORD -> place.words().stream().map(one -> Choice.of(one, "")).toList();
      case FILE -> FileChoices.of(word);
      case URL -> cluster.url(say("shell.complete.url"));
      case CAUSE -> causes(line);
      case NUMBER, LINE -> List.of();
      default -> ofCluster(place.slot(), line, word);
    };
  }

  private List<Choice> steps() {
    return lab.get().steps().stream().map(one -> Choice.of(one.id(), one.title())).toList();
  }

  private List<Choice> pages() {
    List<Choice> pages = new ArrayList<>(steps());
    if (lab.get().curriculum().production().isPresent()) {
      pages.add(Choice.of(ProductionPage.NAME, say("shell.page.production")));
    }
    return pages;
  }

  private List<Choice> causes(TypedLine line) {
    return line.names().equals(List.of("cause"))
        ? new CauseBook(lab.get(), Vars.of(lab.get(), Map.of()))
            .ids().stream().map(one -> Choice.of(one, "")).toList()
        : List.of();
  }

  private List<Choice> ofCluster(Slot slot, TypedLine line, String word) {
    Optional<String> namespace = line.namespace();
    return switch (slot) {
      case KIND -> word.contains("/") ? pairs(word, namespace) : kinds();
      case NAME -> cluster.names(line.names().get(0), namespace);
      case NAMESPACE -> cluster.namespaces();
      case POD -> cluster.pods(namespace);
      case CLIENT -> cluster.clients(namespace);
      case CONTAINER ->
          line.names().isEmpty()
              ? List.of()
              : cluster.containers(String.join("/", line.names()), namespace);
      case FIELD -> fields(word);
      default -> List.of();
    };
  }

  /** Those of most labs, and those of this one. */
  private List<Choice> usual() {
    Set<String> known = KINDS.stream().map(Choice::says).collect(Collectors.toSet());
    List<Choice> all = new ArrayList<>(KINDS);
    lab.get().scenario().objects().stream()
        .map(WhatIfChange.Target::kind)
        .filter(known::add)
        .forEach(kind -> all.add(Choice.of(kind.toLowerCase(Locale.ROOT), kind)));
    return all;
  }

  private List<Choice> kinds() {
    List<Choice> served = cluster.kinds();
    return served.isEmpty() ? usual() : served;
  }

  /** {@code svc/} and the names of Services. */
  private List<Choice> pairs(String word, Optional<String> namespace) {
    String kind = word.substring(0, word.indexOf('/'));
    return cluster.names(kind, namespace).stream()
        .map(one -> Choice.of(kind + "/" + one.word(), one.says()))
        .toList();
  }

  private List<Choice> fields(String word) {
    int dot = word.lastIndexOf('.');
    return dot < 0
        ? kinds().stream().map(one -> new Choice(one.word(), one.says(), false)).toList()
        : cluster.fields(word.substring(0, dot));
  }

  private List<Choice> whatIfs() {
    Stream<Choice> all = lab.get().whatIfs().stream().map(one -> Choice.of(one.id(), one.title()));
    Stream<Choice> words =
        Stream.of(
            Choice.of("next", say("shell.complete.next")),
            Choice.of("back", say("shell.complete.back")));
    return Stream.concat(all, words).toList();
  }

  @Override
  public Role role(List<String> before, String word) {
    if (before.isEmpty() && (word.startsWith("!") || CommandFinder.isTool(word))) {
      return Role.CODE;
    }
    if (before.isEmpty()) {
      int fitting = CommandFinder.fitting(word).size();
      return fitting == 0 ? Role.UNMET : fitting == 1 ? Role.CODE : Role.PLAIN;
    }
    List<Command> meant = CommandFinder.fitting(before.get(0));
    if (meant.size() != 1 || !word.startsWith("-") || meant.get(0).syntax().whole()) {
      return Role.PLAIN;
    }
    return meant.get(0).syntax().role(word);
  }
}
