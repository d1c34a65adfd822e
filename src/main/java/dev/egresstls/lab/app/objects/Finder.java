package dev.egresstls.lab.app.objects;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.served.ServedKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds kinds and objects of the pinned cluster by what people call them. */
public final class Finder {
  private final Cluster cluster;
  private final String labNamespace;

  private Finder(Cluster cluster, String labNamespace) {
    this.cluster = cluster;
    this.labNamespace = labNamespace;
  }

  /**
   * Looks in the cluster of a session.
   *
   * @throws LabFailure (precondition) if there is none yet
   */
  public static Finder in(LaunchedRun open) {
    Cluster cluster =
        open.world()
            .cluster()
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.PRECONDITION,
                            say("shell.objects.no-cluster"),
                            say("shell.objects.create"))
                        .failure());
    return new Finder(cluster, open.run().vars().namespace());
  }

  Cluster cluster() {
    return cluster;
  }

  public Resources resources() {
    return cluster.resources();
  }

  /** The namespace that the lab works in. */
  public String labNamespace() {
    return labNamespace;
  }

  /** The namespace that was named, else the lab's; none for what is in no namespace. */
  Optional<String> namespace(ServedKind kind, CommandWords words) {
    return kind.namespaced() ? Optional.of(namespace(words)) : Optional.empty();
  }

  String namespace(CommandWords words) {
    return words.option(Flag.NAMESPACE).orElse(labNamespace);
  }

  /**
   * The kind of that plural, singular, kind or short name, with its group behind it or without.
   *
   * @throws LabFailure (usage) if the cluster serves none
   */
  public ServedKind kind(String typed) {
    String word = typed.toLowerCase(Locale.ROOT);
    List<ServedKind> served = resources().served();
    return served.stream()
        .filter(kind -> names(kind).anyMatch(name -> called(word, name, kind)))
        .findFirst()
        .orElseThrow(() -> unknown(typed, word, served).failure());
  }

  private static boolean called(String word, String name, ServedKind kind) {
    return word.equals(name)
        || word.startsWith(name + ".")
            && kind.group().startsWith(word.substring(name.length() + 1));
  }

  private static Stream<String> names(ServedKind kind) {
    return Stream.concat(
        Stream.of(kind.plural(), kind.singular(), kind.kind().toLowerCase(Locale.ROOT)),
        kind.shortNames().stream());
  }

  private static Problem unknown(String typed, String word, List<ServedKind> served) {
    List<String> names =
        served.stream()
            .flatMap(kind -> Stream.of(kind.plural(), kind.singular()))
            .distinct()
            .toList();
    return Problem.of(
        Problem.Kind.USAGE,
        say("shell.objects.no-kind", typed),
        Spelling.near(word, names)
            .map(near -> say("shell.typed.meant", near))
            .orElseGet(() -> say("shell.objects.kinds")));
  }

  /**
   * One object.
   *
   * @throws LabFailure (precondition) if there is none of that name, or it may not be read
   */
  Tree object(ServedKind kind, Optional<String> namespace, String name) {
    return resources()
        .get(new Ref(kind.apiVersion(), kind.kind(), namespace, name))
        .orElseThrow(() -> missing(kind, namespace, name).failure());
  }

  /** That there is no such object, and which there is. */
  Problem missing(ServedKind kind, Optional<String> namespace, String name) {
    String what =
        namespace
            .map(ns -> say("shell.objects.missing-in", kind.kind(), name, ns))
            .orElseGet(() -> say("shell.objects.missing", kind.kind(), name));
    String list = "get " + kind.plural() + namespace.map(ns -> " -n " + ns).orElse("");
    return Problem.of(
        Problem.Kind.PRECONDITION,
        what,
        near(name, names(kind, namespace))
            .map(near -> say("shell.typed.meant", near))
            .orElseGet(() -> say("shell.objects.list", list)));
  }

  /** What a pod is called goes on behind what its Deployment is called. */
  private static Optional<String> near(String name, List<String> names) {
    return Spelling.near(name, names)
        .or(() -> names.stream().filter(one -> one.startsWith(name + "-")).findFirst());
  }

  /** All objects of a kind, in a namespace if one is given. */
  public List<Tree> objects(ServedKind kind, Optional<String> namespace) {
    return resources().list(new Query(kind.apiVersion(), kind.kind(), namespace, Optional.empty()));
  }

  private List<String> names(ServedKind kind, Optional<String> namespace) {
    try {
      return objects(kind, namespace).stream()
          .map(object -> Neutral.line(object.at("metadata.name").text("")))
          .toList();
    } catch (LabFailure e) {
      return List.of(); // whoever may read one object need not be allowed to list them
    }
  }
}
