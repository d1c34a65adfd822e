package dev.egresstls.lab.practice.tools;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A simulated command-line tool. */
@FunctionalInterface
public interface Tool {
  /**
   * Runs it.
   *
   * @param arguments without the tool's own name
   * @param env as for a process
   * @param lines hears each line that it prints
   * @return its exit code
   * @throws InterruptedException if the learner interrupted
   */
  int run(List<String> arguments, Map<String, String> env, Consumer<String> lines)
      throws InterruptedException;
}
