package dev.egresstls.lab.practice.dataplane.shell;

import java.io.IOException;

/** Something that can be run in a container. */
@FunctionalInterface
public interface Program {
  /**
   * Runs it to its end.
   *
   * @return its exit code
   */
  int run(Invocation call) throws IOException, InterruptedException;
}
