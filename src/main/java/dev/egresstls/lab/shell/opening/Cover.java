package dev.egresstls.lab.shell.opening;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.world.World;
import java.util.Optional;

/**
 * What can be said of a sitting at once, before any cluster was asked.
 *
 * @param lab the lab, read for the track that is most likely
 * @param context the context that the lab works on; the mode's word where there is none yet
 * @param where one line: which cluster it is
 * @param versions one line: what runs there, if that is known already
 * @param note one line to read, such as why it is practice
 * @param settled whether nothing of this can change once the cluster has answered
 */
public record Cover(
    Lab lab,
    World.Mode mode,
    String context,
    String where,
    Optional<String> versions,
    Optional<String> note,
    boolean settled) {}
