package dev.egresstls.lab.cli.open;

import dev.egresstls.lab.cli.OwnJar;
import dev.egresstls.lab.world.local.DownloadMirror;
import java.util.HashMap;
import java.util.Map;

/** A program that was started out of a bundle takes its downloads from there. */
final class BundleMirror {
  private BundleMirror() {}

  /** The environment with that mirror in it, unless it names one. */
  static Map<String, String> in(Map<String, String> env) {
    if (env.containsKey(DownloadMirror.VARIABLE)) {
      return env;
    }
    Map<String, String> more = new HashMap<>(env);
    OwnJar.bundle().ifPresent(folder -> more.put(DownloadMirror.VARIABLE, folder.toString()));
    return more;
  }
}
