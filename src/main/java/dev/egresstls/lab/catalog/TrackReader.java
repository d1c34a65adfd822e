package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.lab.VarRules;
import dev.egresstls.lab.lab.Variable;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.Version;
import dev.egresstls.lab.value.VersionRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the tracks and the variables of a lab. */
final class TrackReader {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*");
  private static final String ISTIO_VERSION = "istioVersion";
  private static final VariableScope NOTHING = new VariableScope(Set.of(), Set.of());

  private final Reading in;

  TrackReader(Reading in) {
    this.in = in;
  }

  List<Track> tracks(MappingFields lab) {
    List<Track> tracks = new ArrayList<>();
    Set<String> ids = new TreeSet<>();
    lab.need("tracks");
    for (Node node : lab.items("tracks")) {
      MappingFields.of(node, say("catalog.what.track"), in, NOTHING)
          .map(this::track)
          .ifPresent(tracks::add);
      if (!tracks.isEmpty() && !ids.add(tracks.get(tracks.size() - 1).id())) {
        in.mistake(node, say("catalog.id.taken", tracks.get(tracks.size() - 1).id()));
      }
    }
    if (tracks.isEmpty()) {
      lab.maybe("tracks").ifPresent(node -> in.mistake(node, say("catalog.lab.no-track")));
    }
    return tracks;
  }

  private Track track(MappingFields f) {
    String id = f.text("id");
    f.maybe("id")
        .filter(node -> !id.isEmpty() && !StepReader.ID.matcher(id).matches())
        .ifPresent(node -> in.mistake(node, say("catalog.id.form")));
    String istio = f.text("istio");
    f.maybe("istio")
        .filter(node -> !istio.isEmpty())
        .ifPresent(node -> ExpectationReader.checkRange(in, node, istio));
    Map<String, String> vars = new LinkedHashMap<>();
    f.fields("vars", say("catalog.what.values"))
        .ifPresent(
            values -> {
              for (String name : values.names()) {
                checkName(values, name);
                vars.put(name, values.text(name));
              }
            });
    f.maybe("gatewayApi")
        .flatMap(node -> in.text(node, f.scope()).map(range -> checked(node, range)))
        .ifPresent(range -> vars.put(Vars.GATEWAY_API_RANGE, range));
    f.fields("vars", say("catalog.what.values"))
        .filter(values -> values.names().contains(ISTIO_VERSION))
        .ifPresent(values -> inRange(values, istio));
    Track track = new Track(id, f.shown("title"), istio, vars);
    f.end();
    return track;
  }

  /** Practice installs a version that its track is for. */
  private void inRange(MappingFields values, String istio) {
    String version = values.text(ISTIO_VERSION);
    Node node = values.maybe(ISTIO_VERSION).orElseThrow();
    Optional<Version> known = Version.of(version).filter(one -> one.toString().equals(version));
    if (known.isEmpty()) {
      in.remark(node, say("catalog.known.version", version));
      return;
    }
    try {
      VersionRange range = VersionRange.of(istio);
      if (!range.contains(known.get())) {
        in.remark(node, say("catalog.what-if.out-of-range", version, range));
      }
    } catch (IllegalArgumentException e) {
      return; // said where the range is read
    }
  }

  private String checked(Node node, String range) {
    ExpectationReader.checkRange(in, node, range);
    return range;
  }

  private void checkName(MappingFields fields, String name) {
    if (!NAME.matcher(name).matches() || Vars.DERIVED.contains(name)) {
      in.mistake(fields.key(name), say("catalog.name.form", String.join(", ", Vars.DERIVED)));
    }
  }

  List<Variable> variables(MappingFields lab, List<Track> tracks) {
    List<Variable> variables = new ArrayList<>();
    Optional<MappingFields> vars =
        lab.fields("vars", say("catalog.what.variables")).map(f -> f.in(NOTHING));
    vars.ifPresent(
        fields -> {
          for (String name : fields.names()) {
            checkName(fields, name);
            if (tracks.stream().anyMatch(track -> track.vars().containsKey(name))) {
              in.mistake(fields.key(name), say("catalog.name.taken"));
            }
            fields
                .fields(name, say("catalog.what.variable"))
                .map(f -> variable(name, f))
                .ifPresent(variables::add);
          }
        });
    return variables;
  }

  private Variable variable(String name, MappingFields f) {
    String byDefault = f.text("default");
    String kindName = f.text("kind");
    List<String> kinds =
        Stream.of(Variable.Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();
    Variable.Kind kind = Variable.Kind.TEXT;
    if (kinds.contains(kindName)) {
      kind = Variable.Kind.valueOf(kindName.toUpperCase(Locale.ROOT));
    } else if (!kindName.isEmpty()) {
      String hint = Spelling.hint(kindName, kinds);

      in.mistake(
          f.need("kind").orElseThrow(),
          hint.isEmpty()
              ? say("catalog.variable.no-kind.known", kindName, String.join(", ", kinds))
              : say("catalog.variable.no-kind", kindName) + hint);
    }
    VarRules.wrong(kind, byDefault)
        .ifPresent(rule -> f.maybe("default").ifPresent(node -> in.mistake(node, rule)));
    Variable variable = new Variable(name, byDefault, kind, f.shown("help"));
    f.end();
    return variable;
  }
}
