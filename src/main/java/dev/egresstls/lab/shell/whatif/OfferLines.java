package dev.egresstls.lab.shell.whatif;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.trial.Offer;
import java.util.ArrayList;
import java.util.List;

/** The list of what-ifs. */
public final class OfferLines {
  private static final int INDENT = 2;

  private OfferLines() {}

  /** One line each, with id and title; why some cannot be shown here, once if all share that. */
  public static List<Line> of(List<Offer> offers, Vars vars) {
    int second =
        INDENT + 2 + offers.stream().mapToInt(one -> one.whatIf().id().length()).max().orElse(0);
    List<String> reasons =
        offers.stream()
            .flatMap(one -> one.whyNot().stream())
            .map(Problem::what)
            .distinct()
            .toList();
    List<Line> lines = new ArrayList<>();
    for (Offer offer : offers) {
      lines.add(line(offer, vars, second));
      offer
          .whyNot()
          .filter(why -> reasons.size() > 1)
          .ifPresent(
              why ->
                  lines.add(
                      Line.of(second, Role.QUIET, say("shell.what-if.not-here", why.what()))));
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

  private static Line line(Offer offer, Vars vars, int second) {
    boolean shown = offer.whyNot().isEmpty();
    Line line =
        Line.of(INDENT, shown ? Role.CODE : Role.QUIET, offer.whatIf().id())
            .to(second)
            .and(shown ? Role.PLAIN : Role.QUIET, vars.show(offer.whatIf().title()))
            .hanging(second);
    return offer
        .scratch()
        .map(istio -> line.and(Role.QUIET, " · " + say("shell.what-if.own-cluster", istio)))
        .orElse(line);
  }
}
