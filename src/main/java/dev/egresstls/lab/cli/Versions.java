package dev.egresstls.lab.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The program's version, from a class path resource: JBang runs the lab without a manifest. */
final class Versions implements IVersionProvider {
  private static final String RESOURCE = "/dev/egresstls/lab/version.txt";

  @Override
  public String[] getVersion() {
    try (InputStream text = Versions.class.getResourceAsStream(RESOURCE)) {
      String version = new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
      return new String[] {"egresstls-lab " + version};
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
