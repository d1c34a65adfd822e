package dev.egresstls.lab.world.local;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Sha256;
import dev.egresstls.lab.world.Downloads;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Downloads over HTTP, with a cache. What has a pinned digest is fetched once ever; what has none
 * is fetched again each time, and the last copy serves where there is no network. A file of the
 * user's own stands in for a download and must have its digest as well.
 */
public final class HttpDownloads implements Downloads {
  private final MirroredFetch fetch;
  private final DownloadCache cache;
  private final LocalTexts local;

  /**
   * Downloads into a cache.
   *
   * @param cacheFolder where texts are kept; made when needed
   * @param local files and folders that stand in for downloads, by option name without dashes
   * @param env where proxies and a {@linkplain DownloadMirror mirror} are named
   * @throws LabFailure (usage) if the mirror is none
   */
  public HttpDownloads(Path cacheFolder, Map<String, Path> local, Map<String, String> env) {
    this.fetch = new MirroredFetch(new ProxyFromEnv(env), DownloadMirror.of(env));
    this.cache = new DownloadCache(cacheFolder);
    this.local = new LocalTexts(local);
  }

  @Override
  public String text(String url, String sha256, String option, Listener listener)
      throws InterruptedException {
    return new String(bytes(url, sha256, option, listener), StandardCharsets.UTF_8);
  }

  @Override
  public byte[] bytes(String url, String sha256, String option, Listener listener)
      throws InterruptedException {
    Optional<LocalTexts.Text> own = local.text(option, url);
    if (own.isPresent()) {
      byte[] bytes = own.get().bytes();
      requireDigest(own.get().file().toString(), sha256, bytes, option);
      return bytes;
    }
    return sha256.isEmpty()
        ? unpinned(url, option, listener)
        : pinned(url, sha256, option, listener);
  }

  @Override
  public boolean atHand(String url, String sha256, String option) {
    return local.has(option)
        || (sha256.isEmpty() ? cache.unpinned(url) : cache.pinned(sha256)).isPresent();
  }

  private static void requireDigest(String from, String sha256, byte[] bytes, String option) {
    String digest = Sha256.of(bytes);
    if (!sha256.isEmpty() && !digest.equals(sha256)) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("world.download.differs", from),
              say("world.download.differs.try", option, sha256),
              say("world.download.differs.compare"))
          .because(say("world.download.differs.because", sha256, digest))
          .failure();
    }
  }

  private byte[] pinned(String url, String sha256, String option, Listener listener)
      throws InterruptedException {
    Optional<byte[]> kept = cache.pinned(sha256);
    if (kept.isPresent()) {
      return kept.get();
    }
    byte[] bytes = fetch.get(URI.create(url), sha256, option, listener);
    requireDigest(url, sha256, bytes, option);
    cache.keep(url, sha256, bytes);
    return bytes;
  }

  private byte[] unpinned(String url, String option, Listener listener)
      throws InterruptedException {
    try {
      byte[] bytes = fetch.get(URI.create(url), "", option, listener);
      cache.keep(url, "", bytes);
      return bytes;
    } catch (LabFailure e) {
      return cache.unpinned(url).orElseThrow(() -> e);
    }
  }
}
