package dev.egresstls.lab.world.local;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies of what the lab downloads, nearby: on a web server of the room, or in a folder such as a
 * USB stick. A copy lies at {@code downloads/HOST/PATH} of what it is a copy of.
 */
public final class DownloadMirror {
  /** The environment variable that names one; {@code --mirror} sets it. */
  public static final String VARIABLE = "EGRESSTLS_LAB_MIRROR";

  private static final String FOLDER = "downloads/";

  private final URI base;

  private DownloadMirror(URI base) {
    this.base = base;
  }

  /**
   * The one that an environment names.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if it is neither a URL nor a folder
   */
  public static Optional<DownloadMirror> of(Map<String, String> env) {
    return Optional.ofNullable(env.get(VARIABLE))
        .filter(one -> !one.isBlank())
        .map(DownloadMirror::at);
  }

  /**
   * The one at an http or https URL or in a folder, which need not be there.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if it is neither
   */
  public static DownloadMirror at(String address) {
    String text = address.strip();
    try {
      URI uri = text.contains("://") ? URI.create(text) : Path.of(text).toAbsolutePath().toUri();
      boolean web = List.of("http", "https").contains(String.valueOf(uri.getScheme()));
      if (web ? uri.getHost() == null : !"file".equals(uri.getScheme())) {
        throw none(address);
      }
      String end = uri.getRawPath().endsWith("/") ? "" : "/";
      return new DownloadMirror(
          new URI(uri.getScheme() + "://" + authority(uri) + uri.getRawPath() + end));
    } catch (IllegalArgumentException | java.net.URISyntaxException e) {
      throw none(address);
    }
  }

  private static String authority(URI uri) {
    return uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
  }

  private static RuntimeException none(String address) {
    return Problem.of(
            Problem.Kind.USAGE, say("world.mirror.none", address), say("world.mirror.none.try"))
        .failure();
  }

  /**
   * Where a copy lies, from the mirror's root.
   *
   * @param download an http or https URL
   * @throws IllegalArgumentException if its path is none that can lie in a folder
   */
  public static String path(URI download) {
    String path = download.getPath() == null ? "" : download.getPath();
    if (download.getHost() == null
        || !path.startsWith("/")
        || Arrays.asList(path.split("/")).contains("..")) {
      throw new IllegalArgumentException("no path for a copy of " + download);
    }
    String port = download.getPort() < 0 ? "" : "_" + download.getPort();
    return FOLDER + download.getHost() + port + path;
  }

  /** Where the copy of a download is. */
  URI copy(URI download) {
    String path = URI.create("x:/" + path(download).replace(" ", "%20")).getRawPath();
    return base.resolve(path.substring(1));
  }

  /** Its address, as it is shown. */
  @Override
  public String toString() {
    return base.getScheme().equals("file") ? Path.of(base).toString() : base.toString();
  }
}
