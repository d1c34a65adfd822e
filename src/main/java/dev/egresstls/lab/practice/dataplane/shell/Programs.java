package dev.egresstls.lab.practice.dataplane.shell;

import static dev.egresstls.lab.message.Messages.say;

import java.io.IOException;
import java.util.HashMap;
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
    return program == null ? refuse(call) : program.run(call);
  }

  /** Says that a program is not there, or not in the way in which it was called. */
  static int refuse(Invocation call) {
    call.err().print(say("practice.pod.no-program", call.argv().get(0)) + "\n");
    return NOT_FOUND;
  }

  /** These, and {@code env} to run them with more variables. */
  public Programs withEnv() {
    Map<String, Program> more = new HashMap<>(byName);
    more.put("env", new Env(this));
    return new Programs(more);
  }
}
