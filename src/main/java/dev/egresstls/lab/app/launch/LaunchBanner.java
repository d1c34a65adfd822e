package dev.egresstls.lab.app.launch;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.TitlePage;
import dev.egresstls.lab.world.World;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What can be said of a session at once, before any cluster was asked.
 *
 * @param page the lab's title page
 * @param reading gives the lab, read for the track that is most likely
 * @param context the context that the lab works on; the mode's word where there is none yet
 * @param where one line: which cluster it is
 * @param versions one line: what runs there, if that is known already
 * @param note one line to read, such as why it is practice
 * @param settled whether nothing of this can change once the cluster has answered
 */
public record LaunchBanner(
    TitlePage page,
    Supplier<Lab> reading,
    World.Mode mode,
    String context,
    String where,
    Optional<String> versions,
    Optional<String> note,
    boolean settled) {

  /** The lab, read for the track that is most likely; the first call may take a while. */
  public Lab lab() {
    return reading.get();
  }
}
