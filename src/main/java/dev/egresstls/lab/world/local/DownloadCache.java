package dev.egresstls.lab.world.local;

import dev.egresstls.lab.value.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps what was downloaded. A broken entry counts as none, and a folder that cannot be written is
 * no failure: the text is at hand, it is only not kept.
 */
final class DownloadCache {
  private final Path folder;

  DownloadCache(Path folder) {
    this.folder = folder;
  }

  /** The bytes with that digest, if they are kept unharmed. */
  Optional<byte[]> pinned(String sha256) {
    return read(sha256).filter(bytes -> Sha256.of(bytes).equals(sha256));
  }

  /** What was last fetched from a URL whose text has no pinned digest. */
  Optional<byte[]> unpinned(String url) {
    return read(keyOf(url));
  }

  void keep(String url, String sha256, byte[] bytes) {
    try {
      PrivateFiles.folder(folder);
      PrivateFiles.write(folder.resolve(sha256.isEmpty() ? keyOf(url) : sha256), bytes);
    } catch (IOException e) {
      return; // a full disk or a read-only home: the caller has the bytes all the same
    }
  }

  private Optional<byte[]> read(String entry) {
    Path file = folder.resolve(entry);
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String keyOf(String url) {
    return "url-" + Sha256.of(url.getBytes(StandardCharsets.UTF_8));
  }
}
