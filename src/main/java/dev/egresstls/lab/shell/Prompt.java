package dev.egresstls.lab.shell;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchBanner;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.session.Session;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code TRACK · practice · 6/8 › }: the track, the cluster, and how much holds. */
final class Prompt {
  private static final int SHORTEST_PLACE = 6;

  private final Theme theme;
  private final int columns;

  Prompt(Theme theme, int columns) {
    this.theme = theme;
    this.columns = columns;
  }

  /**
   * Where a session takes place.
   *
   * @param name the mode, or the context of a cluster of the user
   * @param throwaway whether that cluster looks like one that is a throwaway cluster; empty if
   *     there is nothing to say of it
   */
  record Place(String name, Optional<Boolean> throwaway) {
    /** Where a session takes place, as far as that is known. */
    static Place of(LaunchBanner banner, Optional<Cluster> cluster) {
      World.Mode mode = banner.mode();
      if (mode == World.Mode.PRACTICE) {
        return new Place(mode.word(), Optional.empty());
      }
      String planned = mode == World.Mode.LIVE ? banner.context() : mode.word();
      return cluster
          .map(Cluster::facts)
          .map(facts -> new Place(facts.context(), Optional.of(facts.throwaway().isPresent())))
          .orElseGet(() -> new Place(planned, Optional.empty()));
    }
  }

  /**
   * The prompt, as much of it as leaves room to type.
   *
   * @param challenge whether something is broken on purpose: how much holds is to be found out then
   */
  String text(String track, Place place, Session session, boolean challenge) {
    if (theme.spoken()) {
      String where = before(track, place, 0);
      String count =
          challenge
              ? say("shell.prompt.challenge")
              : say("shell.prompt.count", session.held(), session.total());
      return theme.spell(where) + count + " > ";
    }
    String count =
        challenge ? say("shell.prompt.challenge") : session.held() + "/" + session.total();
    return theme.paint(Role.QUIET, theme.spell(before(track, place, Columns.of(count))))
        + theme.paint(session.allHold() && !challenge ? Role.MET : Role.PLAIN, count)
        + " "
        + theme.promptEnd()
        + " ";
  }

  /** What stands before the count: all, then without the track, then a part of the place. */
  private String before(String track, Place place, int count) {
    int room = columns * 3 / 5 - count - 3;
    String name = clean(place.name());
    String marked = place.throwaway().map(yes -> marked(name, yes)).orElse(name);
    List<String> ways = new ArrayList<>();
    ways.add(clean(track) + " · " + marked + " · ");
    ways.add(marked + " · ");
    if (room - 3 >= SHORTEST_PLACE) {
      ways.add(Columns.cut(name, room - 3) + " · ");
    }
    return ways.stream().filter(way -> Columns.of(way) <= room).findFirst().orElse("");
  }

  private static String marked(String name, boolean throwaway) {
    return throwaway ? say("shell.prompt.throwaway", name) : say("shell.prompt.kept", name);
  }

  private static String clean(String text) {
    return new Span(Role.PLAIN, text).text();
  }
}
