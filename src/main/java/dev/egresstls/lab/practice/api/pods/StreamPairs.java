package dev.egresstls.lab.practice.api.pods;

import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.store.ApiError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Forwarded ports over streams, as kubectl and istioctl ask for them: each connection is a pair of
 * streams with one {@code requestID}, for errors and for data, and each names the port
 * (k8s.io/client-go/tools/portforward/portforward.go @v0.33).
 */
public final class StreamPairs {
  /** The protocol's name in the handshake. */
  public static final String PROTOCOL = "portforward.k8s.io";

  private final PortForward forward;
  private final ResourcePath at;
  private final Executor threads;
  private final Map<String, SpdyStream> waiting = new HashMap<>();

  /** Serves the ports of a pod; each connection on a thread of these. */
  public StreamPairs(PortForward forward, ResourcePath at, Executor threads) {
    this.forward = forward;
    this.at = at;
    this.threads = threads;
  }

  /** Takes a stream that was opened; the second of a pair begins the connection. */
  public void opened(SpdyStream stream) {
    String request = stream.header("requestid");
    SpdyStream other = waiting.remove(request);
    if (other == null) {
      waiting.put(request, stream);
      return;
    }
    boolean data = stream.header("streamtype").equals("data");
    SpdyStream bytes = data ? stream : other;
    SpdyStream errors = data ? other : stream;
    try {
      threads.execute(() -> serve(bytes, errors));
    } catch (ApiError busy) {
      refuse(bytes, errors, busy);
    }
  }

  private static void refuse(SpdyStream bytes, SpdyStream errors, ApiError why) {
    try {
      errors.out().write(why.getMessage().getBytes(StandardCharsets.UTF_8));
      errors.out().close();
      bytes.out().close();
    } catch (IOException e) {
      // As below.
      return;
    }
  }

  private void serve(SpdyStream bytes, SpdyStream errors) {
    // Errors are closed first when all is over: the client reads them to their end.
    try (OutputStream out = bytes.out();
        OutputStream wrong = errors.out()) {
      forward.run(at, bytes.header("port"), bytes.in(), out, wrong);
    } catch (IOException e) {
      // The client has left or reset the streams: nobody is there to be notified.
      return;
    }
  }
}
