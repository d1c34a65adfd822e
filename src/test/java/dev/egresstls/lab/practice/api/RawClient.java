package dev.egresstls.lab.practice.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Speaks to a served practice cluster without any client library of Kubernetes. */
final class RawClient {
  static final String BEARER = "Authorization: Bearer a-token\r\n";

  private final URI server;
  private final HttpClient http = HttpClient.newHttpClient();

  RawClient(ApiServer server) {
    this.server = URI.create(server.url());
  }

  /** What a request was answered. */
  record Answer(int code, String body) {}

  /** A connection with a request written on it, or the beginning of one. */
  Socket open(String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
    socket.getOutputStream().write(text.getBytes(UTF_8));
    return socket;
  }

  /** A GET with the token, after which the answer stays open or is upgraded. */
  Socket begin(String path, String headers) throws IOException {
    return open("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + BEARER + headers + "\r\n");
  }

  /** Reads on until a text has come, and says all of it. */
  static String until(InputStream in, String end) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (!text.toString(UTF_8).endsWith(end)) {
      int one = in.read();
      if (one < 0) {
        throw new IOException("the connection ended after: " + text.toString(UTF_8));
      }
      text.write(one);
    }
    return text.toString(UTF_8);
  }

  Answer ask(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    return answer(method, path, type, HttpRequest.BodyPublishers.ofString(body));
  }

  /** Sends a body of which the length is not told first. */
  Answer chunked(String method, String path, InputStream body)
      throws IOException, InterruptedException {
    return answer(
        method, path, "application/json", HttpRequest.BodyPublishers.ofInputStream(() -> body));
  }

  private Answer answer(String method, String path, String type, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer a-token")
            .header("Content-Type", type)
            .method(method, body)
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }

  Answer get(String path) throws IOException, InterruptedException {
    return ask("GET", path, "application/json", "");
  }
}
