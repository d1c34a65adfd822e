package dev.egresstls.lab.trace;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.PathModel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is asked: where does a request to this URL go, when this pod sends it?
 *
 * @param url as it was typed; empty for the lab's own
 * @param from the Deployment that sends it, as {@code deploy/web} or {@code web}; empty for the
 *     lab's own
 * @param namespace the client's namespace; empty for the lab's own
 * @param whyNot the URL that is compared with the good one
 * @param hostHeader the Host that the request names; empty for that of the URL
 */
public record TraceQuestion(
    Optional<String> url,
    Optional<String> from,
    Optional<String> namespace,
    Optional<String> whyNot,
    Optional<String> hostHeader) {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*");
  private static final Pattern CLIENT = Pattern.compile("(?:(?:deploy|deployment)/)?([^/\\s]+)");

  /** One whose request names the Host of its URL. */
  public TraceQuestion(
      Optional<String> url,
      Optional<String> from,
      Optional<String> namespace,
      Optional<String> whyNot) {
    this(url, from, namespace, whyNot, Optional.empty());
  }

  public TraceQuestion {
    Objects.requireNonNull(hostHeader);
    Objects.requireNonNull(url);
    Objects.requireNonNull(whyNot);
    Objects.requireNonNull(namespace);
    from = from.map(TraceQuestion::deployment);
    url.ifPresent(one -> dial(one, "", ""));
    whyNot.ifPresent(one -> dial(one, "", ""));
  }

  /**
   * The question of a command line's words.
   *
   * @param urls what is there besides options; one, or none for the lab's own
   * @throws LabFailure (usage) if it is several, or no URL
   */
  public static TraceQuestion of(
      List<String> urls, Optional<String> from, Optional<String> in, Optional<String> whyNot) {
    if (urls.size() > 1) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("trace.question.several", urls.size(), String.join(" ", urls)),
              "trace " + urls.get(0),
              say("trace.question.compare", urls.get(0), urls.get(1)))
          .failure();
    }
    return new TraceQuestion(urls.stream().findFirst(), from, in, whyNot);
  }

  /** The same, whose request names another Host. */
  public TraceQuestion naming(Optional<String> host) {
    return new TraceQuestion(url, from, namespace, whyNot, host);
  }

  /** What a client in a pod asks for with a URL, and with this question's Host. */
  public Dial dialled(String asked, String in, String pod) {
    Dial dial = dial(asked, in, pod);
    Dial.Request request = dial.request();
    return hostHeader.isEmpty()
        ? dial
        : dial.with(new Dial.Request(request.method(), request.path(), hostHeader));
  }

  /** What is dialled for it: the URL or the lab's own, and the one that is compared. */
  public List<String> urls(Tracer tracer) {
    return Stream.concat(Stream.of(url.orElseGet(tracer::labUrl)), whyNot.stream()).toList();
  }

  /** {@code deploy/web}, {@code deployment/web} and {@code web} are the same. */
  private static String deployment(String typed) {
    Matcher match = CLIENT.matcher(typed.strip());
    if (!match.matches()) {
      throw Problem.of(
              Problem.Kind.USAGE, say("trace.question.noDeployment", typed), "--from deploy/NAME")
          .failure();
    }
    return match.group(1);
  }

  /**
   * What a client in a pod asks for with a URL.
   *
   * @throws LabFailure (usage) if it is no URL of HTTP
   */
  public static Dial dial(String url, String namespace, String pod) {
    return PathModel.dial(url, namespace, pod).orElseThrow(() -> noUrl(url));
  }

  private static LabFailure noUrl(String url) {
    Matcher scheme = SCHEME.matcher(url.strip());
    boolean other = scheme.matches() && !scheme.group(1).matches("(?i)https?|tcp");
    String what =
        other
            ? say("trace.question.otherScheme", scheme.group(1), url)
            : say("trace.question.notUrl", url);
    return Problem.of(Problem.Kind.USAGE, what, say("trace.question.suchAs")).failure();
  }
}
