package dev.egresstls.lab.world;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The machine that the lab runs on, as far as steps hang on it. */
public interface Machine {
  /**
   * A limit of the kernel.
   *
   * @param name as sysctl has it, such as {@code fs.inotify.max_user_watches}
   * @return empty where the system has no such limit, or it cannot be read
   */
  OptionalLong limit(String name);

  /**
   * Whether a server can be connected to, through the proxy if the environment names one.
   *
   * @param server with its port
   * @return why not; empty if it can
   */
  Optional<String> unreachable(URI server, Duration patience);

  /** The proxy that the environment names for a URL. */
  Optional<URI> proxy(URI url);

  /** A machine of which nothing is known and nothing is needed: everything on it is simulated. */
  Machine SIMULATED =
      new Machine() {
        @Override
        public OptionalLong limit(String name) {
          return OptionalLong.empty();
        }

        @Override
        public Optional<String> unreachable(URI server, Duration patience) {
          return Optional.empty();
        }

        @Override
        public Optional<URI> proxy(URI url) {
          return Optional.empty();
        }
      };
}
