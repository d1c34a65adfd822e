package dev.egresstls.lab.app;

import dev.egresstls.lab.message.ProgramFiles;

/** The program's version, from a class path resource: JBang runs the lab without a manifest. */
public final class ProgramVersion {
  private static final String FILE = "dev/egresstls/lab/version.txt";

  private ProgramVersion() {}

  /** What {@code --version} prints. */
  public static String line() {
    return "egresstls-lab " + current();
  }

  /** Such as {@code 0.1.0}. */
  public static String current() {
    return ProgramFiles.text(FILE).strip();
  }
}
