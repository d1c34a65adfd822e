package dev.egresstls.lab.world.local;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Sha256;
import dev.egresstls.lab.world.Downloads.Listener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches from a mirror, if there is one, and otherwise from where a text comes from. What the
 * mirror does not have, or has with another digest, is fetched from there, too, and a mirror that
 * does not answer is not asked again; the listener is notified once.
 */
final class MirroredFetch {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration FIRST_BYTE = Duration.ofSeconds(8);

  private static final String OPTION = "mirror";

  private final HttpFetch origin;
  private final HttpFetch nearby;
  private final Optional<DownloadMirror> mirror;
  private boolean silent;
  private boolean noted;

  MirroredFetch(ProxyFromEnv proxies, Optional<DownloadMirror> mirror) {
    this.origin = new HttpFetch(proxies);
    this.nearby = new HttpFetch(proxies, CONNECT, FIRST_BYTE);
    this.mirror = mirror;
  }

  /**
   * The bytes at a URL, or a copy of them.
   *
   * @param sha256 the digest that a copy must have; empty for any
   * @param option named in the failure as the way out
   * @throws LabFailure if they cannot be had
   */
  byte[] get(URI uri, String sha256, String option, Listener listener) throws InterruptedException {
    Optional<byte[]> copy = mirror.isEmpty() ? Optional.empty() : copy(uri, sha256, listener);
    return copy.isPresent() ? copy.get() : origin.get(uri, option, listener);
  }

  private synchronized Optional<byte[]> copy(URI uri, String sha256, Listener listener)
      throws InterruptedException {
    if (silent) {
      return Optional.empty();
    }
    DownloadMirror from = mirror.orElseThrow();
    String why;
    try {
      byte[] bytes = read(from.copy(uri), listener);
      if (sha256.isEmpty() || Sha256.of(bytes).equals(sha256)) {
        return Optional.of(bytes);
      }
      why = say("world.mirror.differs", uri);
    } catch (LabFailure e) {
      silent = true;
      why = e.problem().because().orElse(e.problem().what());
    } catch (NoSuchFileException | IllegalArgumentException e) {
      why = say("world.mirror.lacks", uri);
    } catch (IOException e) {
      why = Neutral.line(String.valueOf(e.getMessage()));
    }
    if (!noted) {
      noted = true;
      listener.noted(say("world.mirror.not-used", from, why, uri.getHost()));
    }
    return Optional.empty();
  }

  private byte[] read(URI copy, Listener listener) throws IOException, InterruptedException {
    if (!copy.getScheme().equals("file")) {
      HttpFetch.Answer answer = nearby.answer(copy, OPTION, listener);
      if (answer.status() == 404) {
        throw new NoSuchFileException(copy.toString());
      } else if (answer.status() != 200) {
        throw new IOException(say("world.download.status", answer.status()));
      }
      return answer.bytes();
    }
    Path file = Path.of(copy);
    if (Files.size(file) > HttpFetch.MOST_BYTES) {
      throw new IOException(say("world.download.too-large", HttpFetch.MOST_BYTES));
    }
    return Files.readAllBytes(file);
  }
}
