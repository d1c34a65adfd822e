package dev.egresstls.lab.cli;

import dev.egresstls.lab.world.local.DownloadMirror;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The option {@code --mirror URL}, which stands before every command that a catalog of a room
 * starts, so every command bears it.
 *
 * @param value what was given, a URL or a folder
 * @param rest the arguments without it
 */
record MirrorOption(Optional<String> value, List<String> rest) {
  static final String NAME = "--mirror";

  private static final String END_OF_OPTIONS = "--";

  /**
   * Takes it out of the arguments; the last one counts, so that a user's goes before a catalog's. A
   * value that is missing stays for whoever reads the arguments to complain about.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if it is neither a URL nor a folder
   */
  static MirrorOption in(List<String> args) {
    if (args.stream().noneMatch(arg -> arg.startsWith(NAME))) {
      return new MirrorOption(Optional.empty(), args);
    }
    List<String> rest = new ArrayList<>();
    Optional<String> value = Optional.empty();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.equals(END_OF_OPTIONS)) {
        rest.addAll(args.subList(i, args.size()));
        break;
      }
      if (arg.startsWith(NAME + "=")) {
        value = Optional.of(arg.substring(NAME.length() + 1));
      } else if (arg.equals(NAME) && i + 1 < args.size()) {
        value = Optional.of(args.get(++i));
      } else {
        rest.add(arg);
      }
    }
    value.ifPresent(DownloadMirror::at);
    return new MirrorOption(value, rest);
  }
}
