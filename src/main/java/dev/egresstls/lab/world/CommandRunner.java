package dev.egresstls.lab.world;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Command-line tools: real processes live, simulated ones in practice. */
public interface CommandRunner {
  /**
   * Whether the tool can be run.
   *
   * @param tool a bare name, such as {@code kind}
   */
  boolean has(String tool);

  /**
   * Runs a tool and waits for it. Both of its output streams go to {@code lines}, line by line.
   *
   * @param argv the tool and its arguments
   * @param env variables set in addition to those of this process
   * @return its exit code
   * @throws dev.egresstls.lab.lab.LabFailure if it cannot be started
   * @throws InterruptedException if the learner interrupted; the tool and its children are gone
   */
  int run(List<String> argv, Map<String, String> env, Consumer<String> lines)
      throws InterruptedException;
}
