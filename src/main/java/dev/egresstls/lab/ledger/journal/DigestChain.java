package dev.egresstls.lab.ledger.journal;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Lines of JSON that are chained: each begins with the SHA-256 of itself and the line before, so a
 * change of any byte of any line is noticed. Pure.
 */
final class DigestChain {
  private static final int DIGEST = 64;

  private DigestChain() {}

  /**
   * What was read.
   *
   * @param records those of the intact lines from the beginning on
   * @param length how many bytes these lines take
   * @param digest of the last of them; empty text for none
   * @param digests of all of them
   * @param damaged the number of the first line that is not intact, counted from 1; 0 if all are. A
   *     last line that was cut off in the middle of its writing is no damage: what it says was
   *     never begun
   */
  record Read(List<Tree> records, long length, String digest, List<String> digests, int damaged) {}

  /** A record as a line with its line feed. */
  static String line(String former, String json) {
    return digest(former, json) + " " + json + "\n";
  }

  static String digest(String former, String json) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(former.getBytes(StandardCharsets.UTF_8));
      sha.update(json.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static Read read(byte[] bytes) {
    List<Tree> records = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    String digest = "";
    int from = 0;
    int number = 0;
    while (from < bytes.length) {
      number++;
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      boolean ended = end < bytes.length;
      Optional<String> json = ended ? intact(digest, bytes, from, end) : Optional.empty();
      if (json.isEmpty()) {
        boolean torn =
            !ended && !tampered(digest, bytes, from, end) && !isWhole(digest, bytes, from, end);
        return new Read(records, from, digest, digests, torn ? 0 : number);
      }
      records.add(Json.read(json.get()));
      digest = digest(digest, json.get());
      digests.add(digest);
      from = end + 1;
    }
    return new Read(records, from, digest, digests, 0);
  }

  /** A whole line whose line feed became another byte was not cut off. */
  private static boolean tampered(String digest, byte[] bytes, int from, int end) {
    return end > from && intact(digest, bytes, from, end - 1).isPresent();
  }

  /** A line that is whole but does not follow from the one before was not cut off either. */
  private static boolean isWhole(String former, byte[] bytes, int from, int end) {
    return end - from > DIGEST + 1
        && intact(former, bytes, from, end).isEmpty()
        && text(bytes, from + DIGEST + 1, end).filter(DigestChain::isObject).isPresent();
  }

  private static Optional<String> intact(String former, byte[] bytes, int from, int end) {
    if (end - from < DIGEST + 2 || bytes[from + DIGEST] != ' ') {
      return Optional.empty();
    }
    Optional<String> sum = text(bytes, from, from + DIGEST);
    Optional<String> json = text(bytes, from + DIGEST + 1, end);
    return json.filter(one -> sum.equals(Optional.of(digest(former, one))))
        .filter(DigestChain::isObject);
  }

  private static boolean isObject(String json) {
    try {
      return Json.read(json).isObject();
    } catch (Json.Malformed e) {
      return false;
    }
  }

  private static Optional<String> text(byte[] bytes, int from, int end) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, from, end - from))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
