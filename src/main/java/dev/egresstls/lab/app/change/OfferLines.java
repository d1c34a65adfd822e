package dev.egresstls.lab.app.change;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import java.util.ArrayList;
import java.util.List;

/** The list of what-ifs. */
public final class OfferLines {
  private static final int INDENT = 2;
  private static final int BELOW = 4;

  /** Where a title has less room than this next to its ID, it goes below it. */
  private static final int ROOM = 24;

  private OfferLines() {}

  /**
   * One line each, with id and title, where there is room for both; why some cannot be shown here,
   * once if all share that.
   *
   * @param columns how wide the lines may be
   */
  public static List<Line> of(List<Offer> offers, Vars vars, int columns) {
    int second =
        INDENT + 2 + offers.stream().mapToInt(one -> one.whatIf().id().length()).max().orElse(0);
    boolean beside = columns - second >= ROOM;
    List<String> reasons =
        offers.stream()
            .flatMap(one -> one.whyNot().stream())
            .map(Problem::what)
            .distinct()
            .toList();
    List<Line> lines = new ArrayList<>();
    for (Offer offer : offers) {
      lines.addAll(beside ? List.of(beside(offer, vars, second)) : below(offer, vars));
      if (reasons.size() > 1) {
        int column = beside ? second : BELOW;
        offer
            .whyNot()
            .map(why -> say("shell.what-if.not-here", why.what()))
            .ifPresent(text -> lines.add(Line.of(column, Role.QUIET, text)));
      }
    }
    if (reasons.size() == 1) {
      lines.add(Line.of(INDENT, Role.PLAIN, notYet(offers, reasons.get(0))));
    }
    return lines;
  }

  private static String notYet(List<Offer> offers, String why) {
    boolean all = offers.stream().allMatch(one -> one.whyNot().isPresent());
    return all ? say("shell.what-if.not-yet", why) : say("shell.what-if.some", why);
  }

  private static Line beside(Offer offer, Vars vars, int second) {
    return titled(id(offer).to(second), offer, vars).hanging(second);
  }

  private static List<Line> below(Offer offer, Vars vars) {
    return List.of(id(offer), titled(Line.at(BELOW), offer, vars));
  }

  private static Line id(Offer offer) {
    return Line.of(INDENT, shown(offer) ? Role.CODE : Role.QUIET, offer.whatIf().id());
  }

  private static boolean shown(Offer offer) {
    return offer.whyNot().isEmpty();
  }

  private static Line titled(Line before, Offer offer, Vars vars) {
    String title = vars.show(offer.whatIf().title());
    Line line = before.and(shown(offer) ? Role.PLAIN : Role.QUIET, title);
    return offer
        .scratch()
        .map(istio -> line.and(Role.QUIET, " · " + say("shell.what-if.own-cluster", istio)))
        .orElse(line);
  }
}
