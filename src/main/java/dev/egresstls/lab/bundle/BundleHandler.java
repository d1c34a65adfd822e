package dev.egresstls.lab.bundle;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.MimeMappings;
import io.undertow.util.StatusCodes;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Answers for the files that a bundle lists and for nothing else, so no path leads out of it. The
 * catalog and the page name the address under which the asker reached this server.
 */
final class BundleHandler implements HttpHandler {
  /** Hears of every file that arrived as a whole, or a range of it. */
  @FunctionalInterface
  interface Listener {
    void fetched(String file, String address, boolean whole);
  }

  /** RFC 9110, section 7.2, without what no bundle is served under. */
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9.-]*|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?");

  private final Bundle bundle;
  private final Listener listener;
  private final HttpHandler files;

  BundleHandler(Bundle bundle, Listener listener) {
    this.bundle = bundle;
    this.listener = listener;
    MimeMappings types =
        MimeMappings.builder()
            .addMapping("jar", "application/java-archive")
            .addMapping("yaml", "application/yaml")
            .build();
    this.files =
        new ResourceHandler(PathResourceManager.builder().setBase(bundle.folder()).build())
            .setDirectoryListingEnabled(false)
            .setMimeMappings(types);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    boolean get = exchange.getRequestMethod().equals(Methods.GET);
    if (!get && !exchange.getRequestMethod().equals(Methods.HEAD)) {
      exchange.setStatusCode(StatusCodes.METHOD_NOT_ALLOWED);
      exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
      return;
    }
    String asked = exchange.getRelativePath().replaceFirst("^/", "");
    String file = asked.isEmpty() ? IndexPage.FILE : asked;
    if (!file.equals(Bundle.SUMS) && !bundle.digests().containsKey(file)) {
      exchange.setStatusCode(StatusCodes.NOT_FOUND);
      return;
    }
    if (get) {
      tell(exchange, file);
    }
    if (file.equals(Catalogs.FILE)) {
      text(exchange, "application/json", Catalogs.text(base(exchange)));
    } else if (file.equals(IndexPage.FILE)) {
      text(exchange, "text/html; charset=utf-8", IndexPage.text(base(exchange)));
    } else {
      files.handleRequest(exchange);
    }
  }

  private void tell(HttpServerExchange exchange, String file) {
    String address = exchange.getSourceAddress().getAddress().getHostAddress();
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          int status = done.getStatusCode();
          boolean all = done.getResponseBytesSent() == done.getResponseContentLength();
          if (all && (status == StatusCodes.OK || status == StatusCodes.PARTIAL_CONTENT)) {
            listener.fetched(file, address, status == StatusCodes.OK);
          }
          next.proceed();
        });
  }

  /** What is true for one asker is not for the next, so nobody keeps it. */
  private static void text(HttpServerExchange exchange, String type, String text) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(text);
  }

  private static Optional<URI> base(HttpServerExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
    return Optional.ofNullable(host)
        .filter(name -> HOST.matcher(name).matches())
        .map(name -> URI.create("http://" + name + "/"));
  }
}
