package dev.egresstls.lab.practice.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes bodies in protobuf, field by field. */
final class ProtobufBody {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A whole body of an object. */
  static byte[] of(String apiVersion, String kind, ProtobufBody object) {
    ProtobufBody type = new ProtobufBody().text(1, apiVersion).text(2, kind);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(new byte[] {'k', '8', 's', 0});
    whole.writeBytes(new ProtobufBody().message(1, type).message(2, object).bytes.toByteArray());
    return whole.toByteArray();
  }

  private void varint(long number) {
    long left = number;
    while ((left & ~0x7fL) != 0) {
      bytes.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    bytes.write((int) left);
  }

  ProtobufBody number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  ProtobufBody message(int field, ProtobufBody value) {
    return piece(field, value.bytes.toByteArray());
  }

  ProtobufBody text(int field, String value) {
    return piece(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private ProtobufBody piece(int field, byte[] value) {
    varint((long) field << 3 | 2);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }
}
