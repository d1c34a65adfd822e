package dev.egresstls.lab.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The program's version, from a class path resource: JBang runs the lab without a manifest. */
public final class ProgramVersion implements IVersionProvider {
  private static final String RESOURCE = "/dev/egresstls/lab/version.txt";

  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }

  /** What {@code --version} prints. */
  static String line() {
    return "egresstls-lab " + current();
  }

  /** Such as {@code 0.1.0}. */
  public static String current() {
    try (InputStream text = ProgramVersion.class.getResourceAsStream(RESOURCE)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
