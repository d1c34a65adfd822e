package dev.egresstls.lab.app.change;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The list of what-ifs. */
public final class OfferLines {
  private static final int INDENT = 2;

  /** Where a title has less room than this next to its ID, it goes below it. */
  private static final int ROOM = 24;

  private final Vars vars;
  private final Optional<Set<String>> tried;
  private final Theme theme;
  private final int ids;
  private final int second;
  private final boolean beside;

  private OfferLines(
      List<Offer> offers, Vars vars, Optional<Set<String>> tried, Theme theme, int columns) {
    this.vars = vars;
    this.tried = tried;
    this.theme = theme;
    this.ids = INDENT + tried.map(known -> 1 + widest(theme)).orElse(0);
    this.second =
        ids + 2 + offers.stream().mapToInt(one -> one.whatIf().id().length()).max().orElse(0);
    this.beside = columns - second >= ROOM;
  }

  private static int widest(Theme theme) {
    return Math.max(
        Columns.of(theme.sign(Mark.MET).text()), Columns.of(theme.sign(Mark.TODO).text()));
  }

  /**
   * One line each, with id and title, where there is room for both, path by path; why some cannot
   * be shown here, once if all share that.
   *
   * @param tried the ids of those that were tried; empty if that is not known
   * @param columns how wide the lines may be
   */
  public static List<Line> of(
      List<Offer> offers, LabRun run, Optional<Set<String>> tried, Theme theme, int columns) {
    Vars vars = run.vars();
    OfferLines list = new OfferLines(offers, vars, tried, theme, columns);
    List<String> reasons =
        offers.stream()
            .flatMap(one -> one.whyNot().stream())
            .map(Problem::what)
            .distinct()
            .toList();
    List<Line> lines = new ArrayList<>();
    var paths = run.lab().curriculum().paths();
    paths.forEach(
        path -> {
          lines.add(Line.EMPTY);
          lines.add(Line.of(INDENT, Role.TITLE, vars.show(path.title())));
          path.whatIfs().stream()
              .flatMap(id -> offers.stream().filter(one -> one.whatIf().id().equals(id)))
              .forEach(offer -> lines.addAll(list.lines(offer, reasons.size() > 1)));
        });
    if (paths.isEmpty()) {
      offers.forEach(offer -> lines.addAll(list.lines(offer, reasons.size() > 1)));
    } else {
      lines.add(Line.EMPTY);
    }
    if (reasons.size() == 1) {
      lines.add(Line.of(INDENT, Role.PLAIN, notYet(offers, reasons.get(0))));
    }
    return lines;
  }

  private List<Line> lines(Offer offer, boolean reasoned) {
    List<Line> lines = new ArrayList<>();
    if (beside) {
      lines.add(titled(id(offer).to(second), offer).hanging(second));
    } else {
      lines.add(id(offer));
      lines.add(titled(Line.at(ids + 2), offer));
    }
    offer
        .whyNot()
        .filter(why -> reasoned)
        .map(why -> say("shell.what-if.not-here", why.what()))
        .ifPresent(text -> lines.add(Line.of(beside ? second : ids + 2, Role.QUIET, text)));
    return lines;
  }

  private static String notYet(List<Offer> offers, String why) {
    boolean all = offers.stream().allMatch(one -> one.whyNot().isPresent());
    return all ? say("shell.what-if.not-yet", why) : say("shell.what-if.some", why);
  }

  private Line id(Offer offer) {
    String id = offer.whatIf().id();
    Role role = offer.whyNot().isEmpty() ? Role.CODE : Role.QUIET;
    return tried
        .map(known -> Line.at(INDENT).and(theme.sign(known.contains(id) ? Mark.MET : Mark.TODO)))
        .map(line -> line.to(ids))
        .orElseGet(() -> Line.at(INDENT))
        .and(role, id);
  }

  private Line titled(Line before, Offer offer) {
    String title = vars.show(offer.whatIf().title());
    Line line = before.and(offer.whyNot().isEmpty() ? Role.PLAIN : Role.QUIET, title);
    return offer
        .scratch()
        .map(istio -> line.and(Role.QUIET, " · " + say("shell.what-if.own-cluster", istio)))
        .orElse(line);
  }
}
