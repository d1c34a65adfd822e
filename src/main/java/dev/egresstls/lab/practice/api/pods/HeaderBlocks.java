package dev.egresstls.lab.practice.api.pods;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Headers as SPDY frames carry them. All blocks of one direction are one compressed stream, so they
 * must be written and read in order.
 */
final class HeaderBlocks implements AutoCloseable {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_HEADERS = 100;

  private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
  private final Inflater inflater = new Inflater();
  private final byte[] dictionary = Dictionary.bytes();

  HeaderBlocks() {
    deflater.setDictionary(dictionary);
  }

  byte[] write(Map<String, String> headers) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(plain);
    data.writeInt(headers.size());
    for (Map.Entry<String, String> header : headers.entrySet()) {
      for (String text : new String[] {header.getKey(), header.getValue()}) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        data.writeInt(bytes.length);
        data.write(bytes);
      }
    }
    return deflate(plain.toByteArray());
  }

  private byte[] deflate(byte[] plain) {
    deflater.setInput(plain);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[1024];
    int count;
    do {
      count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
      packed.write(buffer, 0, count);
    } while (count == buffer.length);
    return packed.toByteArray();
  }

  /** The headers of a block, names in lower case. */
  Map<String, String> read(byte[] packed) throws IOException {
    DataInputStream data = new DataInputStream(new ByteArrayInputStream(inflate(packed)));
    int count = data.readInt();
    if (count < 0 || count > MOST_HEADERS) {
      throw new IOException("a frame with " + count + " headers");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = text(data).toLowerCase(Locale.ROOT);
      headers.put(name, text(data));
    }
    return headers;
  }

  private static String text(DataInputStream data) throws IOException {
    int length = data.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("a header of " + length + " bytes");
    }
    return new String(data.readNBytes(length), StandardCharsets.UTF_8);
  }

  private byte[] inflate(byte[] packed) throws IOException {
    inflater.setInput(packed);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    byte[] buffer = new byte[1024];
    try {
      while (!inflater.needsInput()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && inflater.needsDictionary()) {
          inflater.setDictionary(dictionary);
        }
        plain.write(buffer, 0, count);
        if (plain.size() > MOST_BYTES || inflater.finished()) {
          throw new IOException("a frame with too many headers");
        }
      }
    } catch (DataFormatException | IllegalArgumentException e) {
      throw new IOException("headers that cannot be unpacked", e);
    }
    return plain.toByteArray();
  }

  @Override
  public void close() {
    deflater.end();
    inflater.end();
  }
}
