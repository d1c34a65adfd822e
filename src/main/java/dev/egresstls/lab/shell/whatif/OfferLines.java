package dev.egresstls.lab.shell.whatif;

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
          .ifPresent(why -> lines.add(Line.of(second, Role.QUIET, "not here: " + why.what())));
    }
    if (reasons.size() == 1) {
      boolean all = offers.stream().allMatch(one -> one.whyNot().isPresent());
      String which = all ? "Not yet: " : "Not yet, but for those on a cluster of their own: ";
      lines.add(Line.of(INDENT, Role.PLAIN, which + reasons.get(0) + "."));
    }
    return lines;
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
        .map(istio -> line.and(Role.QUIET, " · on a cluster of its own, Istio " + istio))
        .orElse(line);
  }
}
