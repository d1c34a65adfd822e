package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.either;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Curriculum;
import dev.egresstls.lab.lab.Fault;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.lab.Variable;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.trace.OriginText;
import dev.egresstls.lab.value.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a lab's files. It goes on after a mistake, so that all of them are found at once. */
public final class LabReader {
  /** The file that every lab's folder holds. */
  public static final String FILE = "lab.yaml";

  private static final String API_VERSION = "egresstls.dev/v1";

  /**
   * What came of a reading.
   *
   * @param lab present exactly if there are no mistakes
   * @param mistakes by file, line and column
   * @param remarks what is wrong though the lab can be done; slips in names only if read for an
   *     author
   * @param sections the sections of prose that are used, by their references
   * @param tracks the ids of the tracks, as far as they could be read
   */
  public record Result(
      Optional<Lab> lab,
      List<Mistake> mistakes,
      List<Mistake> remarks,
      Set<String> sections,
      List<String> tracks) {
    public Result {
      mistakes = List.copyOf(mistakes);
      remarks = List.copyOf(remarks);
      sections = Set.copyOf(sections);
      tracks = List.copyOf(tracks);
    }
  }

  private final LabFiles files;
  private final boolean remarking;
  private final List<Mistake> mistakes = new ArrayList<>();
  private List<Track> tracks = List.of();
  private Reading in;

  private LabReader(LabFiles files, boolean remarking) {
    this.files = files;
    this.remarking = remarking;
  }

  /**
   * Reads a lab for a track.
   *
   * @param track its id; empty for the first
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is no lab, or no such track
   */
  public static Result read(LabFiles files, Optional<String> track) {
    return new LabReader(files, false).read(track);
  }

  /** The same for its author, who wants to know of slips, too. */
  public static Result readForAuthor(LabFiles files, Optional<String> track) {
    return new LabReader(files, true).read(track);
  }

  private Result read(Optional<String> track) {
    Source source =
        new Source(
            files.nameOf(FILE),
            files
                .text(FILE)
                .orElseThrow(
                    () ->
                        Problem.of(
                                Problem.Kind.USAGE, say("catalog.file.missing", files.nameOf(FILE)))
                            .failure()));
    in = new Reading(files, source, mistakes, remarking);
    Optional<Lab> lab =
        YamlText.read(source, mistakes)
            .flatMap(
                root ->
                    MappingFields.of(
                        root, say("catalog.what.lab"), in, new VariableScope(Set.of(), Set.of())))
            .flatMap(fields -> lab(fields, track));
    List<Mistake> distinct = sorted(mistakes, source.file());
    return new Result(
        distinct.isEmpty() ? lab : Optional.empty(),
        distinct,
        in.remarks(),
        in.sections(),
        tracks.stream().map(Track::id).toList());
  }

  /** Each once, those of a file before all others, by line and column. */
  public static List<Mistake> sorted(Collection<Mistake> mistakes, String first) {
    return mistakes.stream()
        .distinct()
        .sorted(
            Comparator.comparing((Mistake one) -> !one.place().file().equals(first))
                .thenComparing(one -> one.place().file())
                .thenComparing(one -> one.place().line())
                .thenComparing(one -> one.place().column()))
        .toList();
  }

  /** What a lab says of itself, and what its steps were read with. */
  private record Head(String id, String title, int minutes, Optional<MappingFields> metadata) {}

  private Head head(MappingFields f) {
    constant(f, "apiVersion", API_VERSION);
    constant(f, "kind", "Lab");
    f.need("metadata");
    Optional<MappingFields> metadata = f.fields("metadata", say("catalog.what.metadata"));
    Head head =
        new Head(
            metadata.map(one -> one.text("id")).orElse(""),
            metadata.map(one -> one.shown("title")).orElse(""),
            metadata.map(one -> one.number("minutes")).orElse(0),
            metadata);
    metadata.ifPresent(MappingFields::end);
    return head;
  }

  private Optional<Lab> lab(MappingFields f, Optional<String> wanted) {
    Head head = head(f);
    TrackReader trackReader = new TrackReader(in);
    tracks = trackReader.tracks(f);
    List<Variable> variables = trackReader.variables(f, tracks);
    List<String> origins = origins(f);
    f.need("steps");
    List<Node> stepNodes = f.items("steps");
    List<Node> faultNodes = f.items("faults");
    ScenarioReader scenario = new ScenarioReader(in, f);
    CurriculumReader around = new CurriculumReader(in, f);
    f.end();
    if (tracks.isEmpty()) {
      return Optional.empty();
    }
    Track track = choose(tracks, wanted);
    Set<String> base = base(stepNodes, variables);
    StepReader reader = new StepReader(in, tracks, track, one -> scope(base, one.vars().keySet()));
    in.about(scenario.read(scope(base, common(tracks)), reader));
    if (in.about().subject().isPresent()) {
      base.add(Vars.URL);
    }
    VariableScope all = scope(base, common(tracks));
    List<Step> steps = steps(stepNodes, all, reader);
    List<Fault> faults = new FaultReader(in, reader).all(faultNodes, f.in(all));
    Curriculum curriculum = around.read(all, reader, steps);
    in.about(scenario.withCauses(all, reader, steps));
    if (steps.isEmpty()) {
      in.mistake(f.key("steps"), say("catalog.lab.no-step"));
      return Optional.empty();
    }
    head.metadata().ifPresent(one -> around.minutes(one.key("minutes"), head.minutes(), steps));
    Lab.Heading heading =
        new Lab.Heading(head.id(), head.title(), head.minutes(), files.key(head.id()));
    Lab.Tracks read = new Lab.Tracks(tracks, track);
    return Optional.of(
        new Lab(heading, read, variables, origins, steps, curriculum, faults, in.about()));
  }

  /** What is known of servers outside; of one that a variable names nothing is known. */
  private List<String> origins(MappingFields f) {
    List<String> origins = new ArrayList<>();
    for (Node node : f.items("origins")) {
      Optional<String> text = in.text(node, f.scope());
      try {
        text.map(OriginText::of);
        text.ifPresent(origins::add);
      } catch (LabFailure e) {
        in.mistake(node, e.problem().what());
      }
    }
    return origins;
  }

  private void constant(MappingFields f, String name, String value) {
    String stands = f.text(name);
    if (!stands.isEmpty() && !stands.equals(value)) {
      in.mistake(f.need(name).orElseThrow(), say("catalog.field.other", name, value));
    }
  }

  private static Track choose(List<Track> tracks, Optional<String> wanted) {
    List<String> ids = tracks.stream().map(Track::id).toList();
    return wanted
        .map(
            id ->
                tracks.stream()
                    .filter(track -> track.id().equals(id))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            Problem.of(
                                    Problem.Kind.USAGE,
                                    say("catalog.track.none", id) + Spelling.hint(id, ids),
                                    either(ids.stream().map(one -> "--track " + one).toList()))
                                .failure()))
        .orElse(tracks.get(0));
  }

  private List<Step> steps(List<Node> nodes, VariableScope scope, StepReader reader) {
    List<Step> steps = new ArrayList<>();
    for (Node node : nodes) {
      MappingFields.of(node, say("catalog.what.step"), in, scope)
          .flatMap(reader::step)
          .ifPresent(steps::add);
    }
    return steps;
  }

  /** The names of variables, and of what steps find out. */
  private static Set<String> base(List<Node> steps, List<Variable> variables) {
    Set<String> base = new TreeSet<>();
    variables.forEach(one -> base.add(one.name()));
    base.add(Vars.ISTIO_RANGE);
    base.add(Vars.DIG);
    steps.forEach(node -> found(node, base));
    return base;
  }

  /** The names that every track has. */
  private static Set<String> common(List<Track> tracks) {
    Set<String> common = new TreeSet<>(tracks.get(0).vars().keySet());
    tracks.forEach(one -> common.retainAll(one.vars().keySet()));
    return common;
  }

  private static VariableScope scope(Set<String> base, Set<String> more) {
    Set<String> names = new TreeSet<>(base);
    names.addAll(more);
    return new VariableScope(names, Set.of());
  }

  /** Collects the names that steps find out: every {@code resolve: {into: name}}. */
  private static void found(Node node, Set<String> names) {
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> found(item, names));
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        boolean into =
            tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("into");
        if (into && tuple.getValueNode() instanceof ScalarNode name) {
          names.add(name.getValue());
        }
        found(tuple.getValueNode(), names);
      }
    }
  }
}
