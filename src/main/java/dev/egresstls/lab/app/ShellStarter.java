package dev.egresstls.lab.app;

import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.render.text.ColourChoice;

/** Opens the prompt. The command line knows nothing else of it. */
@FunctionalInterface
public interface ShellStarter {
  /**
   * Runs a session until its end.
   *
   * @return the exit code
   */
  int start(AppContext app, LaunchOptions choice, ColourChoice colour);
}
