package dev.egresstls.lab.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The program's version, from the jar that it was started from. */
final class Versions implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Optional<String> version =
        Optional.ofNullable(Versions.class.getPackage().getImplementationVersion());
    return new String[] {"egresstls-lab " + version.orElse("from source")};
  }
}
