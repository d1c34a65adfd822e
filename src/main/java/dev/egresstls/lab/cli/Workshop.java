package dev.egresstls.lab.cli;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.cli.open.Worlds;
import dev.egresstls.lab.world.local.Mirror;

/**
 * What every command works with.
 *
 * @param here the process's streams and environment
 * @param worlds where worlds come from
 * @param catalog the labs
 * @param failures turns exceptions into problems
 */
public record Workshop(Surroundings here, Worlds worlds, Catalog catalog, Failures failures) {
  /** The same with a mirror for downloads. */
  Workshop withMirror(String address) {
    Surroundings there = here.with(Mirror.VARIABLE, address);
    return new Workshop(there, worlds.in(there.env()), catalog, failures);
  }

  /** The same for somebody who listens. */
  Workshop accessible() {
    return new Workshop(here.madeAccessible(), worlds, catalog, failures);
  }
}
