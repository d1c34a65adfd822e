package dev.egresstls.lab.app.change;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.drift.Refresh;
import dev.egresstls.lab.render.DriftLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import java.util.List;

/** Rewrites the EndpointSlice with the addresses that DNS gives now. */
public final class SliceRefresh {
  private SliceRefresh() {}

  /**
   * Writes it if DNS gives other addresses than it has, and prints what it does.
   *
   * @return what was found before, whose steps may have changed if it was needed
   * @throws dev.egresstls.lab.lab.LabFailure if no DNS answers, or the user does not agree
   */
  public static Refresh run(LaunchedRun opened, User user) throws InterruptedException {
    Refresh refresh = Refresh.of(opened.run(), opened.world());
    if (!refresh.needed()) {
      user.print(List.of(Line.of(2, Role.MET, refresh.says())));
      return refresh;
    }
    user.print(DriftLines.of(user.theme(), refresh.before()));
    Consent.require(opened, user, () -> Readiness.beforeRefresh(opened, refresh.firstStep()));
    user.print(List.of(Line.of(2, Role.PLAIN, refresh.says())));
    refresh.write();
    return refresh;
  }
}
