package dev.egresstls.lab.mesh.istio;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Istio.
 *
 * @param suffix what follows the numbers without the dash, such as {@code rc.0} or {@code
 *     distroless}; empty for a plain release
 */
public record IstioVersion(int major, int minor, int patch, String suffix)
    implements Comparable<IstioVersion> {
  private static final Pattern FORM =
      Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?(?:[-+](.*))?");
  private static final Comparator<IstioVersion> ORDER =
      Comparator.comparingInt(IstioVersion::major)
          .thenComparingInt(IstioVersion::minor)
          .thenComparingInt(IstioVersion::patch)
          .thenComparing(version -> version.suffix.isEmpty())
          .thenComparing(IstioVersion::suffix);

  public IstioVersion {
    Objects.requireNonNull(suffix);
  }

  /** Reads {@code 1.27.9}, {@code v1.28}, {@code 1.31.0-rc.0}; empty for anything else. */
  public static Optional<IstioVersion> parse(String text) {
    Matcher match = FORM.matcher(text.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    int patch = match.group(3) == null ? 0 : Integer.parseInt(match.group(3));
    String suffix = match.group(4) == null ? "" : match.group(4);
    return Optional.of(
        new IstioVersion(
            Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)), patch, suffix));
  }

  /** Reads the tag of an image such as {@code docker.io/istio/pilot:1.27.9-distroless}. */
  public static Optional<IstioVersion> ofImage(String image) {
    int digest = image.indexOf('@');
    String named = digest < 0 ? image : image.substring(0, digest);
    int colon = named.lastIndexOf(':');
    return colon < 0 ? Optional.empty() : parse(named.substring(colon + 1));
  }

  /** Whether this is that release or a later one; a release candidate counts as its release. */
  public boolean atLeast(int otherMajor, int otherMinor, int otherPatch) {
    return new IstioVersion(major, minor, patch, "")
            .compareTo(new IstioVersion(otherMajor, otherMinor, otherPatch, ""))
        >= 0;
  }

  /** By number; what has a suffix comes before the plain release. */
  @Override
  public int compareTo(IstioVersion other) {
    return ORDER.compare(this, other);
  }

  /** {@code 1.27.9} or {@code 1.31.0-rc.0}. */
  @Override
  public String toString() {
    return major + "." + minor + "." + patch + (suffix.isEmpty() ? "" : "-" + suffix);
  }
}
