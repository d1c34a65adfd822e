package dev.egresstls.lab.practice.data.shell;

import static dev.egresstls.lab.message.Messages.say;

import java.io.IOException;
import java.util.Map;

/**
 * The programs of a container, by name. There is no shell: what half a shell prints looks right and
 * is not.
 */
public record Programs(Map<String, Program> byName) {
  /** What a runtime answers if there is no such program. */
  private static final int NOT_FOUND = 127;

  public Programs {
    byName = Map.copyOf(byName);
  }

  /** Runs a program, named with or without its folder; says if it is not there. */
  public int run(Invocation call) throws IOException, InterruptedException {
    String name = call.argv().get(0);
    Program program = byName.get(name.substring(name.lastIndexOf('/') + 1));
    if (program == null) {
      call.err().print(say("practice.pod.no-program", name) + "\n");
      return NOT_FOUND;
    }
    return program.run(call);
  }
}
