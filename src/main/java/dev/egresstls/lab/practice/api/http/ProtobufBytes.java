package dev.egresstls.lab.practice.api.http;

import dev.egresstls.lab.practice.store.Refusals;
import java.util.Arrays;

/** Reads the wire format of protobuf: numbers, and pieces with a length. */
final class ProtobufBytes {
  /** How a number is sent. */
  static final int VARINT = 0;

  /** How all else is sent: its length first. */
  static final int PIECE = 2;

  private final byte[] bytes;
  private int at;

  ProtobufBytes(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  boolean more() {
    return at < bytes.length;
  }

  /** A variable-length number: also the tag before each field. */
  long number() {
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = one();
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw broken();
  }

  byte[] piece() {
    long length = number();
    if (length < 0 || length > bytes.length - at) {
      throw broken();
    }
    at += (int) length;
    return Arrays.copyOfRange(bytes, at - (int) length, at);
  }

  private byte one() {
    if (!more()) {
      throw broken();
    }
    return bytes[at++];
  }

  static RuntimeException broken() {
    return Refusals.badRequest("the protobuf body ends too early or is damaged");
  }
}
