package dev.egresstls.lab.bundle;

import java.util.Optional;

/** Knows which image a name stands for now. */
@FunctionalInterface
public interface Digests {
  /**
   * The digest that a tag points to, such as {@code sha256:0123…}; empty if nobody tells.
   *
   * @param image with its registry and tag
   */
  Optional<String> of(String image) throws InterruptedException;
}
