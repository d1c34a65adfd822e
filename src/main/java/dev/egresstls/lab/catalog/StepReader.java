package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Teaching;
import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.value.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one step for one track. What belongs to other tracks is read too, and then omitted. */
final class StepReader {
  static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** Stands for the checks of a step that has none, so that the rest of it is read too. */
  private static final Check NO_CHECK =
      new Check(
          "none",
          "",
          new Probe.PodState("", ""),
          Map.of("status", new Expectation.Present(true)),
          Duration.ZERO);

  private final Reading in;
  private final List<Track> tracks;
  private final Track track;
  private final Function<Track, VariableScope> scopes;
  private final Set<String> earlier = new TreeSet<>();
  private final WhatIfReader whatIfs;

  /**
   * A reader of steps.
   *
   * @param track the one to read for
   * @param scopes the names that are known in a track
   */
  StepReader(Reading in, List<Track> tracks, Track track, Function<Track, VariableScope> scopes) {
    this.in = in;
    this.tracks = tracks;
    this.track = track;
    this.scopes = scopes;
    this.whatIfs = new WhatIfReader(in, this);
  }

  /** The step in these fields; empty if its mistakes leave nothing to check. */
  Optional<Step> step(MappingFields f) {
    String id = id(f, "id", earlier);
    List<Action> actions =
        ofTrack(f.items("do"), say("catalog.what.action"), f, new ActionReader(in)::action);
    f.need("check");
    if (f.items("hints").isEmpty()) {
      in.remark(f.maybe("id").orElse(f.node()), say("catalog.lint.no-hint", id));
    }
    List<Check> checks =
        ofTrack(f.items("check"), say("catalog.what.check"), f, new ProbeReader(in)::check);
    checkIds(f, checks, actions);
    Optional<Step> step =
        read(f, id, actions, checks.isEmpty() ? List.of(NO_CHECK) : checks)
            .filter(one -> !checks.isEmpty());
    f.end();
    earlier.add(id);
    return step;
  }

  /** The ids of all what-ifs that were read, also of steps with mistakes. */
  Set<String> whatIfIds() {
    return whatIfs.ids();
  }

  private Optional<Step> read(
      MappingFields f, String id, List<Action> actions, List<Check> checks) {
    return Optional.of(
        new Step(
            id,
            new Step.Name(
                f.maybeText("label").orElse(id), f.shown("title"), f.texts("renamedFrom")),
            needs(f),
            new Step.Work(actions, byHand(f)),
            checks,
            texts(f, checks),
            new Step.Exercises(new QuestionReader(in).question(f), whatIfs.all(f), teaching(f)),
            classroom(f)));
  }

  private Step.Texts texts(MappingFields f, List<Check> checks) {
    String prose = f.need("prose").flatMap(node -> prose(node, f.scope())).orElse("");
    List<String> hints =
        f.items("hints").stream()
            .flatMap(node -> prose(node, "hints", f, UnaryOperator.identity()).stream())
            .toList();
    return new Step.Texts(prose, hints, caveat(f, checks));
  }

  private Step.Classroom classroom(MappingFields f) {
    int minutes = f.maybe("minutes").isPresent() ? f.number("minutes") : 0;
    return new Step.Classroom(minutes, f.maybe("trainer").flatMap(node -> prose(node, f.scope())));
  }

  private Optional<Teaching> teaching(MappingFields f) {
    return f.fields("teach", say("catalog.what.teaching"))
        .map(
            fields -> {
              Teaching teaching =
                  new Teaching(
                      fields.need("brief").flatMap(node -> prose(node, f.scope())).orElse(""),
                      fields.maybe("then").flatMap(node -> prose(node, f.scope())),
                      new QuestionReader(in).ofRequest(fields, "request"));
              fields.end();
              return teaching;
            });
  }

  private Optional<String> caveat(MappingFields f, List<Check> checks) {
    boolean request = checks.stream().anyMatch(one -> one.probe() instanceof Probe.Request);
    UnaryOperator<VariableScope> told = scope -> request ? scope.with(Probe.Request.TOLD) : scope;
    return f.maybe("caveat").flatMap(node -> prose(node, "caveat", f, told));
  }

  /** One section, or one for each track. */
  private Optional<String> prose(
      Node node, String what, MappingFields f, UnaryOperator<VariableScope> told) {
    return node instanceof MappingNode
        ? Optional.of(
            eachTrack(
                node,
                what,
                f,
                (fields, id) ->
                    prose(fields.need(id).orElseThrow(), told.apply(fields.scope())).orElse("")))
        : prose(node, told.apply(f.scope()));
  }

  private Optional<String> prose(Node node, VariableScope scope) {
    return in.text(node, scope)
        .flatMap(reference -> new ProseReader(in).text(node, reference, scope));
  }

  /** A stable name in kebab-case that no other has. */
  String id(MappingFields f, String field, Set<String> taken) {
    return id(in, f, field, taken);
  }

  /** The same for other readers. */
  static String id(Reading in, MappingFields f, String field, Set<String> taken) {
    String id = f.text(field);
    f.maybe(field)
        .filter(node -> !id.isEmpty())
        .ifPresent(
            node -> {
              if (!ID.matcher(id).matches()) {
                in.mistake(node, say("catalog.id.form"));
              } else if (taken.contains(id)) {
                in.mistake(node, say("catalog.id.taken", id));
              }
            });
    return id;
  }

  private List<String> needs(MappingFields f) {
    List<String> needs = new ArrayList<>();
    for (Node node : f.items("needs")) {
      Optional<String> need = in.text(node, f.scope());
      need.filter(one -> !earlier.contains(one))
          .ifPresent(
              one ->
                  in.mistake(
                      node, say("catalog.step.no-earlier", one) + Spelling.hint(one, earlier)));
      need.ifPresent(needs::add);
    }
    return needs;
  }

  /** The items that stand for every track or for this one. */
  <T> List<T> ofTrack(
      List<Node> nodes,
      String what,
      MappingFields step,
      Function<MappingFields, Optional<T>> reader) {
    List<T> mine = new ArrayList<>();
    for (Node node : nodes) {
      Optional<MappingFields> fields = MappingFields.of(node, what, in, step.scope());
      Optional<Track> only = fields.flatMap(this::only);
      Optional<T> item =
          fields.map(f -> only.map(one -> f.in(scopes.apply(one))).orElse(f)).flatMap(reader);
      item.filter(one -> only.isEmpty() || only.get().id().equals(track.id())).ifPresent(mine::add);
    }
    return mine;
  }

  private Optional<Track> only(MappingFields fields) {
    return fields
        .maybe("track")
        .flatMap(node -> in.text(node, fields.scope()).flatMap(id -> track(node, id)));
  }

  private Optional<Track> track(Node node, String id) {
    Optional<Track> found = tracks.stream().filter(one -> one.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      List<String> ids = tracks.stream().map(Track::id).toList();
      in.mistake(node, say("catalog.track.unknown", id) + Spelling.hint(id, ids));
    }
    return found;
  }

  private String byHand(MappingFields f) {
    Optional<Node> node = f.need("byHand");
    node.ifPresent(one -> in.slips(known -> commands(known, one)));
    return node.isEmpty() || !(node.get() instanceof MappingNode)
        ? node.flatMap(one -> in.text(one, f.scope())).orElse("").strip()
        : eachTrack(node.get(), "byHand", f, MappingFields::text).strip();
  }

  private static void commands(KnownNames known, Node node) {
    if (node instanceof ScalarNode text) {
      known.commands(text, text.getValue());
    } else if (node instanceof MappingNode each) {
      for (NodeTuple tuple : each.getValue()) {
        if (tuple.getValueNode() instanceof ScalarNode text) {
          known.commands(text, text.getValue());
        }
      }
    }
  }

  /** What a mapping says for this track, if it says something for each. */
  private String eachTrack(
      Node node, String what, MappingFields step, BiFunction<MappingFields, String, String> read) {
    MappingFields each = MappingFields.of(node, what, in, step.scope()).orElseThrow();
    String mine = "";
    for (String id : each.names()) {
      Optional<Track> of = track(each.key(id), id);
      MappingFields scoped = of.map(one -> each.in(scopes.apply(one))).orElse(each);
      String text = read.apply(scoped, id);
      mine = id.equals(track.id()) ? text : mine;
    }
    tracks.stream()
        .filter(one -> !each.names().contains(one.id()))
        .forEach(one -> in.mistake(node, say("catalog.track.silent", what, one.id())));
    return mine;
  }

  private void checkIds(MappingFields f, List<Check> checks, List<Action> actions) {
    Set<String> ids = new HashSet<>();
    for (Check check : checks) {
      if (!ids.add(check.id())) {
        in.mistake(f.key("check"), say("catalog.check.id-twice", check.id()));
      } else if (!check.id().isEmpty() && !ID.matcher(check.id()).matches()) {
        in.mistake(f.key("check"), say("catalog.id.form-of", check.id()));
      }
    }
    for (Action action : actions) {
      if (action instanceof Action.SendRequest request && !ids.contains(request.checkId())) {
        in.mistake(
            f.key("do"),
            say("catalog.step.no-check", request.checkId())
                + Spelling.hint(request.checkId(), ids));
      }
    }
  }
}
