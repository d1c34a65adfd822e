package dev.egresstls.lab.practice.data.shell;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The programs of a container, by name. */
public final class Programs {
  /** What a shell answers if there is no such program. */
  public static final int NOT_FOUND = 127;

  private final Map<String, Program> byName = new LinkedHashMap<>();

  /** Adds a program. */
  public Programs with(String name, Program program) {
    byName.put(name, program);
    return this;
  }

  /** Whether there is a program of that name, with or without its path. */
  public boolean has(String name) {
    return byName.containsKey(base(name));
  }

  /** Runs a program; without one of that name, exit code 127 and the runtime's own complaint. */
  public int run(Invocation call) throws IOException, InterruptedException {
    String name = call.argv().get(0);
    Program program = byName.get(base(name));
    if (program == null) {
      call.err()
          .print(
              "OCI runtime exec failed: exec failed: unable to start container process: exec: \""
                  + name
                  + "\": executable file not found in $PATH: unknown\n");
      return NOT_FOUND;
    }
    return program.run(call);
  }

  private static String base(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
