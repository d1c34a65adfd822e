package dev.egresstls.lab.cli.option;

import dev.egresstls.lab.world.local.DownloadMirror;
import java.util.List;

/**
 * The option {@code --mirror URL}, which stands before every command that a catalog of a room
 * starts, so every command bears it. A user's goes before a catalog's.
 */
public final class MirrorOption {
  public static final String NAME = "--mirror";

  private MirrorOption() {}

  /**
   * Takes it out of the arguments.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if it is neither a URL nor a folder
   */
  public static TakenOption in(List<String> args) {
    TakenOption mirror = TakenOption.in(args, NAME);
    mirror.value().ifPresent(DownloadMirror::at);
    return mirror;
  }
}
