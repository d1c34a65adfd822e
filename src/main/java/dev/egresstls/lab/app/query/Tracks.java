package dev.egresstls.lab.app.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.launch.InstalledVersions;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tracks of the lab, and which of them is chosen and why. */
public final class Tracks {
  private static final int INDENT = 2;
  private static final int BELOW = 4;

  private final LaunchedRun opened;
  private final Lab lab;
  private final Optional<String> installed;

  private Tracks(LaunchedRun opened) {
    this.opened = opened;
    this.lab = opened.run().lab();
    this.installed = opened.world().cluster().flatMap(InstalledVersions::istio);
  }

  /**
   * All tracks, or one with its values.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is none with the ID that was typed
   */
  public static Answer of(LaunchedRun opened, CommandWords words) {
    Tracks tracks = new Tracks(opened);
    return words
        .first()
        .map(typed -> tracks.one(named(tracks.lab, typed)))
        .orElseGet(() -> tracks.all());
  }

  /**
   * The track with an ID.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is none
   */
  public static Track named(Lab lab, String typed) {
    List<String> ids = lab.tracks().stream().map(Track::id).toList();
    return lab.track(typed)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.USAGE,
                        say("shell.track.none", typed) + Spelling.hint(typed, ids),
                        say("shell.track.one-of", String.join(", ", ids)))
                    .failure());
  }

  private Answer all() {
    String what = opened.world().fleeting() ? say("shell.track.type") : say("shell.track.decides");
    return Answer.of(
        (theme, columns) -> {
          List<Line> lines = new ArrayList<>();
          lab.tracks().forEach(track -> lines.addAll(lines(theme, track)));
          lines.add(Line.of(INDENT, Role.QUIET, what).hanging(BELOW));
          return lines;
        },
        () ->
            Tree.object(
                "schemaVersion",
                Answer.SCHEMA_VERSION,
                "tracks",
                lab.tracks().stream().map(track -> Tree.of(fields(track))).toList()));
  }

  private Answer one(Track track) {
    return Answer.of(
        (theme, columns) -> {
          List<Line> lines = lines(theme, track);
          track.vars().forEach((name, value) -> lines.add(value(name, value)));
          return lines;
        },
        () -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("schemaVersion", Answer.SCHEMA_VERSION);
          json.putAll(fields(track));
          json.put("vars", Tree.of(track.vars()));
          return Tree.of(json);
        });
  }

  private static Line value(String name, String value) {
    return Line.of(BELOW, Role.QUIET, name + "  ").and(Role.PLAIN, value).hanging(BELOW + 2);
  }

  private List<Line> lines(Theme theme, Track track) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.at(INDENT)
            .and(theme.sign(chosen(track) ? Mark.MET : Mark.TODO))
            .and(Role.CODE, " " + track.id())
            .and(Role.PLAIN, "  " + track.title())
            .and(Role.QUIET, " · Istio " + track.istio())
            .hanging(BELOW));
    if (chosen(track)) {
      lines.add(below(say("shell.track.here", opened.trackBecause())));
    }
    installed
        .filter(track::isFor)
        .ifPresent(version -> lines.add(below(say("shell.track.fits", version))));
    return lines;
  }

  private static Line below(String text) {
    return Line.of(BELOW, Role.PLAIN, text).hanging(BELOW);
  }

  private boolean chosen(Track track) {
    return track.id().equals(lab.track().id());
  }

  private Map<String, Object> fields(Track track) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", track.id());
    json.put("title", track.title());
    json.put("istio", track.istio());
    json.put("chosen", chosen(track));
    json.put("because", chosen(track) ? opened.trackBecause() : null);
    json.put("fits", installed.map(track::isFor).orElse(null));
    return json;
  }
}
