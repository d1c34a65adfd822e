package dev.egresstls.lab.world.kube.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The first words of a TLS client (RFC 5246 §7.4.1.2, RFC 6066 §3). They are said here by hand only
 * to hear whether anybody answers them: whatever a TLS server says to that, a greeting or an alert,
 * it has said something. What protects requests is the JDK's own TLS.
 */
final class ClientHello {
  /** ECDHE with AES-GCM, for both sorts of keys, as every API server of Go offers them. */
  private static final int[] CIPHERS = {0xC02B, 0xC02F, 0xC02C, 0xC030};

  private static final int[] CURVES = {29, 23, 24};
  private static final int[] SIGNATURES = {0x0403, 0x0804, 0x0401, 0x0503, 0x0501};
  private static final int TLS_1_2 = 0x0303;

  private ClientHello() {}

  /** The record for a host; an address is not named, as the RFC asks. */
  static byte[] to(String host) {
    byte[] extensions = extensions(host);
    ByteBuffer body = ByteBuffer.allocate(512 + extensions.length);
    body.putShort((short) TLS_1_2).put(new byte[32]).put((byte) 0);
    list(body, CIPHERS);
    body.put((byte) 1).put((byte) 0);
    body.putShort((short) extensions.length).put(extensions);
    int length = body.position();
    ByteBuffer record = ByteBuffer.allocate(length + 9);
    record.put((byte) 22).putShort((short) 0x0301).putShort((short) (length + 4));
    record.putInt(1 << 24 | length).put(body.array(), 0, length);
    return record.array();
  }

  private static byte[] extensions(String host) {
    byte[] name = host.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer into = ByteBuffer.allocate(128 + name.length);
    if (!host.matches("[0-9.]+|.*:.*")) {
      into.putShort((short) 0).putShort((short) (name.length + 5));
      into.putShort((short) (name.length + 3)).put((byte) 0);
      into.putShort((short) name.length).put(name);
    }
    into.putShort((short) 10).putShort((short) (2 * CURVES.length + 2));
    list(into, CURVES);
    into.putShort((short) 13).putShort((short) (2 * SIGNATURES.length + 2));
    list(into, SIGNATURES);
    byte[] written = new byte[into.position()];
    into.flip().get(written);
    return written;
  }

  private static void list(ByteBuffer into, int[] numbers) {
    into.putShort((short) (2 * numbers.length));
    for (int number : numbers) {
      into.putShort((short) number);
    }
  }
}
