package dev.egresstls.lab.catalog;

import dev.egresstls.lab.lab.Lab;
import java.util.Optional;

/** The lab that comes with the program, for tests of other rooms. */
public final class TutorialLab {
  public static final String ID = "backend-tls-egress";

  private TutorialLab() {}

  public static Lab of(String track) {
    return Catalog.builtIn().read(ID, Optional.of(track));
  }
}
