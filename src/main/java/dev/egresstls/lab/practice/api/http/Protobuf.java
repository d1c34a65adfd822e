package dev.egresstls.lab.practice.api.http;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.value.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an object out of a protobuf body ({@code application/vnd.kubernetes.protobuf}). */
public final class Protobuf {
  private static final byte[] MAGIC = {'k', '8', 's', 0};

  /** Go writes these even if they are not set, as it does with every text. */
  private static final Set<String> NEVER_EMPTY =
      Set.of("hostPort", "nodePort", "stdin", "stdinOnce", "tty");

  private Protobuf() {}

  private static boolean isEmpty(Object value) {
    return Boolean.FALSE.equals(value) || Long.valueOf(0).equals(value);
  }

  /**
   * The object of a body; empty if its kind is not one that the practice cluster can read so.
   *
   * @throws ApiError 400 if the bytes are damaged
   */
  public static Optional<Tree> read(byte[] body) {
    if (body.length < MAGIC.length
        || !new String(body, 0, 3, StandardCharsets.US_ASCII).equals("k8s")) {
      return Optional.empty();
    }
    Map<Integer, byte[]> envelope = new LinkedHashMap<>();
    ProtobufBytes bytes = new ProtobufBytes(body, MAGIC.length);
    while (bytes.more()) {
      long tag = bytes.number();
      envelope.put((int) (tag >> 3), bytes.piece());
    }
    byte[] none = new byte[0];
    Map<String, Object> type = message("TypeMeta", envelope.getOrDefault(1, none));
    String kind = String.valueOf(type.get("kind"));
    if (ProtobufMessages.of(kind).isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> object = new LinkedHashMap<>(type);
    object.putAll(message(kind, envelope.getOrDefault(2, none)));
    return Optional.of(Tree.of(object));
  }

  private static Map<String, Object> message(String name, byte[] content) {
    Map<Integer, ProtobufMessages.Field> fields = ProtobufMessages.of(name).orElseThrow();
    Map<String, Object> object = new LinkedHashMap<>();
    ProtobufBytes bytes = new ProtobufBytes(content, 0);
    while (bytes.more()) {
      long tag = bytes.number();
      ProtobufMessages.Field field = fields.get((int) (tag >> 3));
      if (field == null) {
        bytes.skip((int) (tag & 7));
      } else {
        put(object, field, bytes);
      }
    }
    return object;
  }

  @SuppressWarnings("unchecked")
  private static void put(
      Map<String, Object> object, ProtobufMessages.Field field, ProtobufBytes bytes) {
    String name = field.name();
    if (field.type().equals("texts") || field.type().equals("blobs")) {
      Object map = object.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>());
      entry((Map<String, Object>) map, field.type().equals("blobs"), bytes.piece());
      return;
    }
    Object value = value(field.type(), bytes);
    if (field.repeated()) {
      Object list = object.computeIfAbsent(name, key -> new ArrayList<>());
      ((List<Object>) list).add(value);
    } else if (!"".equals(value) && !(NEVER_EMPTY.contains(name) && isEmpty(value))) {
      object.put(name, value);
    }
  }

  private static Object value(String type, ProtobufBytes bytes) {
    return switch (type) {
      case "text" -> text(bytes.piece());
      case "int" -> bytes.number();
      case "bool" -> bytes.number() != 0;
      case "bytes" -> Base64.getEncoder().encodeToString(bytes.piece());
      case "IntOrString" -> either(message("IntOrString", bytes.piece()));
      default -> message(type, bytes.piece());
    };
  }

  private static Object either(Map<String, Object> value) {
    return Long.valueOf(1).equals(value.get("type")) ? value.get("strVal") : value.get("intVal");
  }

  private static void entry(Map<String, Object> map, boolean blobs, byte[] content) {
    String key = "";
    Object value = "";
    ProtobufBytes bytes = new ProtobufBytes(content, 0);
    while (bytes.more()) {
      boolean isKey = bytes.number() >> 3 == 1;
      byte[] piece = bytes.piece();
      if (isKey) {
        key = text(piece);
      } else {
        value = blobs ? Base64.getEncoder().encodeToString(piece) : text(piece);
      }
    }
    map.put(key, value);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
