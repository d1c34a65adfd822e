package dev.egresstls.lab.world.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The answer of a server to the handshake of a WebSocket. */
final class Handshake {
  private Handshake() {}

  static void thenHangUp(ServerSocket listening) {
    try (Socket socket = listening.accept()) {
      answer(socket);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers the handshake of a WebSocket. */
  static void answer(Socket socket) throws IOException {
    try {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      String key = "";
      for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
        key = line.startsWith("Sec-WebSocket-Key: ") ? line.substring(19) : key;
      }
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(UTF_8));
      String answer =
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Protocol: v4.channel.k8s.io\r\nSec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(digest)
              + "\r\n\r\n";
      socket.getOutputStream().write(answer.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
