package dev.egresstls.lab.app;

import dev.egresstls.lab.app.launch.Worlds;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.world.local.DownloadMirror;

/**
 * What every command works with.
 *
 * @param here the process's streams and environment
 * @param worlds where worlds come from
 * @param catalog the labs
 * @param failures turns exceptions into problems
 */
public record AppContext(
    ProcessContext here, Worlds worlds, Catalog catalog, FailureReport failures) {
  /** The same with a mirror for downloads. */
  public AppContext withMirror(String address) {
    ProcessContext there = here.with(DownloadMirror.VARIABLE, address);
    return new AppContext(there, worlds.in(there.env()), catalog, failures);
  }

  /** The same with other labs, or another one chosen. */
  public AppContext with(Catalog labs) {
    return new AppContext(here, worlds, labs, failures);
  }

  /** The same where the lab is trusted without a question. */
  public AppContext trusting() {
    return new AppContext(here.madeTrusting(), worlds, catalog.trusting(digest -> true), failures);
  }

  /** The same for somebody who knows the lab. */
  public AppContext brisk() {
    return new AppContext(here.madeBrisk(), worlds, catalog, failures);
  }

  /** The same for somebody who listens. */
  public AppContext accessible() {
    return new AppContext(here.madeAccessible(), worlds, catalog, failures);
  }
}
