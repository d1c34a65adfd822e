package dev.egresstls.lab.world;

import java.nio.file.Path;

/**
 * A kubeconfig for a tool, with the pinned context alone. It holds credentials, so its file is
 * there only until this is closed.
 */
public interface LentKubeconfig extends AutoCloseable {
  /** The file, which only this user can read. */
  Path file();

  /** Removes the file. */
  @Override
  void close();
}
