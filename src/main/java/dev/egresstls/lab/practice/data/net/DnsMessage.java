package dev.egresstls.lab.practice.data.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A question to DNS with one name, and answers to it, as bytes on the wire (RFC 1035, 4). */
final class DnsMessage {
  static final int NO_ERROR = 0;
  static final int FORMAT_ERROR = 1;
  static final int NO_SUCH_NAME = 3;

  private static final int HEADER = 12;
  private static final int TYPE_A = 1;
  private static final int CLASS_IN = 1;
  private static final int RESPONSE = 0x8000;
  private static final int RECURSION = 0x0180; // desired, and available
  private static final int NAME_OF_QUESTION = 0xc000 | HEADER;
  private static final int LONGEST_LABEL = 63;

  private final int id;
  private final byte[] question;
  private final String name;
  private final int type;

  private DnsMessage(int id, byte[] question, String name, int type) {
    this.id = id;
    this.question = question;
    this.name = name;
    this.type = type;
  }

  /**
   * Reads a question.
   *
   * @throws IOException if it is none, or asks for more than one thing
   */
  static DnsMessage question(byte[] wire) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(wire));
    int id = in.readUnsignedShort();
    int flags = in.readUnsignedShort();
    if ((flags & RESPONSE) != 0 || in.readUnsignedShort() != 1) {
      throw new IOException("not one question");
    }
    in.skipNBytes(HEADER - 6);
    List<String> labels = new ArrayList<>();
    for (int length = in.readUnsignedByte(); length > 0; length = in.readUnsignedByte()) {
      if (length > LONGEST_LABEL) {
        throw new IOException("a label of " + length + " bytes");
      }
      byte[] label = new byte[length];
      in.readFully(label);
      labels.add(new String(label, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
    }
    int type = in.readUnsignedShort();
    in.readUnsignedShort();
    byte[] question = Arrays.copyOfRange(wire, HEADER, wire.length - in.available());
    return new DnsMessage(id, question, String.join(".", labels), type);
  }

  /** The name in lower case, without a dot at its end. */
  String name() {
    return name;
  }

  boolean asksForIpv4() {
    return type == TYPE_A;
  }

  /** An answer with some IPv4 addresses. */
  byte[] answer(int code, List<String> addresses, int ttl) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(wire);
    header(out, id, code, 1, addresses.size());
    out.write(question);
    for (String address : addresses) {
      out.writeShort(NAME_OF_QUESTION);
      out.writeShort(TYPE_A);
      out.writeShort(CLASS_IN);
      out.writeInt(ttl);
      out.writeShort(Integer.BYTES);
      for (String part : address.split("\\.")) {
        out.writeByte(Integer.parseInt(part));
      }
    }
    return wire.toByteArray();
  }

  /** The answer to what could not be read. */
  static byte[] notUnderstood(byte[] wire) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    int id = wire.length < 2 ? 0 : (wire[0] & 0xff) << 8 | wire[1] & 0xff;
    header(new DataOutputStream(answer), id, FORMAT_ERROR, 0, 0);
    return answer.toByteArray();
  }

  private static void header(DataOutputStream out, int id, int code, int questions, int answers)
      throws IOException {
    out.writeShort(id);
    out.writeShort(RESPONSE | RECURSION | code);
    out.writeShort(questions);
    out.writeShort(answers);
    out.writeShort(0);
    out.writeShort(0);
  }
}
