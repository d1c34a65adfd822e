package dev.egresstls.lab.app.objects;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.LabelColumn;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.served.ServedKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One object for people: who it is, what it says, and what happened to it. */
public final class ObjectDescriptions {
  private static final LabelColumn LABELS =
      LabelColumn.of(
          2,
          say("shell.describe.name"),
          say("shell.describe.namespace"),
          say("shell.describe.kind"),
          say("shell.describe.labels"),
          say("shell.describe.annotations"),
          say("shell.describe.owner"),
          say("shell.describe.created"));
  private static final int BELOW = 4;
  private static final List<String> HEAD = List.of("apiVersion", "kind", "metadata");

  private final List<Line> lines = new ArrayList<>();
  private final ServerTable ages;
  private List<Tree> happened = List.of();
  private Optional<Problem> unread = Optional.empty();

  private ObjectDescriptions(ServerTable ages) {
    this.ages = ages;
  }

  /**
   * What {@code describe} answers.
   *
   * @throws LabFailure if the words are wrong, there is no such object, or the cluster says no
   */
  public static Answer of(LaunchedRun open, CommandWords words) {
    Finder finder = Finder.in(open);
    ServedKind kind = finder.kind(words.parts().get(0));
    Optional<String> namespace = finder.namespace(kind, words);
    Tree object = Safe.of(finder.object(kind, namespace, words.parts().get(1)), false);
    ObjectDescriptions page = new ObjectDescriptions(new ServerTable(open.world().clock().now()));
    page.head(object, kind);
    object
        .fields()
        .forEach(
            (name, value) -> {
              if (!HEAD.contains(name)) {
                page.section(name, value);
              }
            });
    page.events(finder, object, namespace);
    return Answer.of(page.lines, () -> page.document(object));
  }

  private Tree document(Tree object) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("schemaVersion", Answer.SCHEMA_VERSION);
    all.put("object", object);
    all.put("events", happened.stream().map(event -> Safe.of(event, false)).toList());
    unread.ifPresent(problem -> all.put("eventsUnread", problem.what()));
    return Tree.of(all);
  }

  private void head(Tree object, ServedKind kind) {
    Tree metadata = object.get("metadata");
    field(say("shell.describe.name"), metadata.get("name").text(""));
    metadata.get("namespace").text().ifPresent(ns -> field(say("shell.describe.namespace"), ns));
    field(say("shell.describe.kind"), kind.kind() + " " + kind.apiVersion());
    pairs(say("shell.describe.labels"), metadata.get("labels"));
    Tree annotations = metadata.get("annotations").without(Safe.LAST_APPLIED);
    pairs(say("shell.describe.annotations"), annotations);
    for (Tree owner : metadata.get("ownerReferences").items()) {
      String of = owner.get("kind").text("") + " " + owner.get("name").text("");
      field(say("shell.describe.owner"), of);
    }
    String created = metadata.get("creationTimestamp").text("");
    String moment = say("shell.describe.moment", created, ages.age(created));
    field(say("shell.describe.created"), moment);
    metadata
        .get("deletionTimestamp")
        .text()
        .ifPresent(end -> field(say("shell.describe.deleted"), end));
  }

  private void pairs(String label, Tree pairs) {
    String name = label;
    for (Map.Entry<String, Tree> pair : pairs.fields().entrySet()) {
      field(name, pair.getKey() + "=" + pair.getValue().text(""));
      name = "";
    }
    if (pairs.fields().isEmpty()) {
      field(label, say("shell.describe.none"));
    }
  }

  private void field(String label, String value) {
    Line line = LABELS.line(2, label, Neutral.line(value));
    lines.add(line.hanging(line.hang() + 2));
  }

  private void section(String name, Tree value) {
    String title =
        Neutral.line(name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1));
    if (!value.isObject() && !value.isList()) {
      field(title, value.text(say("shell.describe.none")));
      return;
    }
    lines.add(Line.of(2, Role.TITLE, title));
    for (String row : Neutral.text(Yaml.page(value)).lines().toList()) {
      int lead = row.length() - row.stripLeading().length();
      lines.add(Line.of(BELOW + lead, Role.PLAIN, row.stripLeading()).hanging(BELOW + lead + 2));
    }
  }

  private void events(Finder finder, Tree object, Optional<String> namespace) {
    lines.add(Line.of(2, Role.TITLE, say("shell.describe.events")));
    List<Tree> all;
    try {
      all = finder.resources().list(Query.in(namespace.orElse("default"), "v1", "Event"));
    } catch (LabFailure e) {
      unread = Optional.of(e.problem());
      lines.add(Line.of(BELOW, Role.PLAIN, say("shell.describe.unknown", e.problem().what())));
      return;
    }
    List<Tree> own = all.stream().filter(event -> isOf(event, object)).sorted(LATEST_LAST).toList();
    happened = own;
    own.forEach(event -> lines.add(event(event)));
    if (own.isEmpty()) {
      lines.add(Line.of(BELOW, Role.PLAIN, say("shell.describe.none")));
    }
  }

  private static final Comparator<Tree> LATEST_LAST =
      Comparator.comparing(ObjectDescriptions::moment);

  /** Of a former object of the same name nothing is shown. */
  private static boolean isOf(Tree event, Tree object) {
    Tree of = event.get("involvedObject");
    String uid = of.get("uid").text("");
    return of.get("kind").text("").equals(object.get("kind").text(""))
        && of.get("name").text("").equals(object.at("metadata.name").text(""))
        && (uid.isEmpty() || uid.equals(object.at("metadata.uid").text(uid)));
  }

  private static String moment(Tree event) {
    return event
        .get("lastTimestamp")
        .text()
        .or(() -> event.get("eventTime").text())
        .orElse(event.at("metadata.creationTimestamp").text(""));
  }

  private Line event(Tree event) {
    Role role = event.get("type").text("").equals("Warning") ? Role.WARNING : Role.PLAIN;
    String from =
        event
            .at("source.component")
            .text()
            .or(() -> event.get("reportingComponent").text())
            .orElseGet(() -> say("shell.describe.somebody"));
    return Line.of(BELOW, role, Neutral.line(event.get("reason").text("")))
        .and(Role.PLAIN, "  " + Neutral.line(event.get("message").text("")))
        .and(
            Role.QUIET,
            " · " + say("shell.describe.event", ages.age(moment(event)), Neutral.line(from)))
        .hanging(BELOW + 2);
  }
}
