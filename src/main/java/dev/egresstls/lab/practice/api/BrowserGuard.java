package dev.egresstls.lab.practice.api;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses what a browser on this machine sends for a page of another site: a name that was made to
 * lead here (DNS rebinding), or a request across sites.
 */
final class BrowserGuard {
  private static final String LOOPBACK = "(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d{1,5})?";

  private static final Pattern HOST = Pattern.compile(LOOPBACK, Pattern.CASE_INSENSITIVE);
  private static final Pattern ORIGIN =
      Pattern.compile("https?://" + LOOPBACK, Pattern.CASE_INSENSITIVE);

  private BrowserGuard() {}

  /** Why a request is refused; empty for one that is not. */
  static Optional<ApiError> refusal(IncomingRequest head) {
    String host = head.header("host");
    if (!HOST.matcher(host).matches()) {
      return Optional.of(forbidden(say("practice.api.other-host", Neutral.line(host))));
    }
    String origin = head.header("origin");
    if (!origin.isEmpty() && !ORIGIN.matcher(origin).matches()) {
      return Optional.of(forbidden(say("practice.api.other-origin", Neutral.line(origin))));
    }
    return head.header("sec-fetch-site").equals("cross-site")
        ? Optional.of(forbidden(say("practice.api.cross-site")))
        : Optional.empty();
  }

  private static ApiError forbidden(String message) {
    return new ApiError(403, "Forbidden", message, Tree.MISSING);
  }
}
