package dev.egresstls.lab.practice.api.http;

import dev.egresstls.lab.practice.api.http.ProtobufMessages.Field;
import dev.egresstls.lab.practice.api.http.ProtobufMessages.Form;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an object out of a protobuf body ({@code application/vnd.kubernetes.protobuf}), with every
 * field that it has: one that is not known is refused.
 */
public final class Protobuf {
  private static final byte[] MAGIC = {'k', '8', 's', 0};
  private static final DateTimeFormatter SECONDS = utc("yyyy-MM-dd'T'HH:mm:ss'Z'");
  private static final DateTimeFormatter MICROS = utc("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

  private Protobuf() {}

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
  }

  /**
   * The object of a body; empty if its kind is not one that the practice cluster can read so.
   *
   * @throws ApiError 400 if the bytes are damaged, or have a field that is not known
   */
  public static Optional<Tree> read(byte[] body) {
    if (body.length < MAGIC.length || !Arrays.equals(body, 0, 4, MAGIC, 0, 4)) {
      return Optional.empty();
    }
    // k8s.io/apimachinery/pkg/runtime/generated.proto @v0.33.1, message Unknown
    Map<String, Object> envelope = new LinkedHashMap<>();
    message("Unknown", new ProtobufBytes(body, MAGIC.length), envelope);
    if (envelope.containsKey("contentEncoding")) {
      return Optional.empty();
    }
    Map<?, ?> type = envelope.get("typeMeta") instanceof Map<?, ?> map ? map : Map.of();
    Map<String, Object> object = new LinkedHashMap<>();
    type.forEach((name, value) -> object.put((String) name, value));
    Optional<String> message =
        ProtobufMessages.of(
            String.valueOf(object.get("apiVersion")), String.valueOf(object.get("kind")));
    if (message.isEmpty()) {
      return Optional.empty();
    }
    byte[] raw = Base64.getDecoder().decode(String.valueOf(envelope.getOrDefault("raw", "")));
    message(message.get(), new ProtobufBytes(raw, 0), object);
    return Optional.of(Tree.of(object));
  }

  private static Map<String, Object> message(String name, byte[] content) {
    Map<String, Object> object = new LinkedHashMap<>();
    message(name, new ProtobufBytes(content, 0), object);
    return object;
  }

  private static void message(String name, ProtobufBytes bytes, Map<String, Object> object) {
    Map<Integer, Field> fields = ProtobufMessages.fields(name);
    while (bytes.more()) {
      long tag = bytes.number();
      Field field = fields.get((int) (tag >>> 3));
      if (field == null) {
        throw Refusals.badRequest(
            "the protobuf body has field "
                + (tag >>> 3)
                + " of "
                + name
                + ", which is not known here: send the object as JSON");
      }
      if ((tag & 7) != field.wireType()) {
        throw ProtobufBytes.broken();
      }
      put(object, field, bytes);
    }
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> object, Field field, ProtobufBytes bytes) {
    String name = field.name();
    if (name.isEmpty()) {
      message(field.type(), new ProtobufBytes(bytes.piece(), 0), object);
    } else if (field.form() == Form.MAP) {
      Object map = object.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>());
      entry((Map<String, Object>) map, field.type(), new ProtobufBytes(bytes.piece(), 0));
    } else if (field.form() == Form.LIST) {
      Object list = object.computeIfAbsent(name, key -> new ArrayList<>());
      value(field.type(), bytes).ifPresent(((List<Object>) list)::add);
    } else {
      value(field.type(), bytes)
          .filter(value -> field.zeroCounts() || !isZero(value))
          .ifPresent(value -> object.put(name, value));
    }
  }

  private static boolean isZero(Object value) {
    return "".equals(value)
        || Boolean.FALSE.equals(value)
        || Long.valueOf(0).equals(value)
        || value instanceof Map<?, ?> map && map.isEmpty();
  }

  /** A value; empty for a time that is none, and the like. */
  private static Optional<Object> value(String type, ProtobufBytes bytes) {
    return switch (type) {
      case "int" -> Optional.of(bytes.number());
      case "bool" -> Optional.of(bytes.number() != 0);
      case "text" -> Optional.of(new String(bytes.piece(), StandardCharsets.UTF_8));
      case "bytes" -> Optional.of(Base64.getEncoder().encodeToString(bytes.piece()));
      case "texts" -> Optional.ofNullable(message("Texts", bytes.piece()).get("items"));
      case "quantity" -> Optional.of(message("Quantity", bytes.piece()).getOrDefault("text", "0"));
      case "time" -> time(message("Time", bytes.piece()), SECONDS);
      case "microtime" -> time(message("Time", bytes.piece()), MICROS);
      case "either" -> Optional.ofNullable(either(message("Either", bytes.piece())));
      case "raw" -> raw(message("Raw", bytes.piece()));
      default -> Optional.of(message(type, bytes.piece()));
    };
  }

  private static Optional<Object> time(Map<String, Object> parts, DateTimeFormatter format) {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    try {
      long seconds = (long) parts.getOrDefault("seconds", 0L);
      return Optional.of(
          format.format(Instant.ofEpochSecond(seconds, (long) parts.getOrDefault("nanos", 0L))));
    } catch (DateTimeException | ArithmeticException e) {
      throw ProtobufBytes.broken();
    }
  }

  private static Object either(Map<String, Object> value) {
    return Long.valueOf(1).equals(value.get("type")) ? value.get("strVal") : value.get("intVal");
  }

  private static Optional<Object> raw(Map<String, Object> value) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    byte[] json = Base64.getDecoder().decode((String) value.get("raw"));
    try {
      return Optional.ofNullable(Json.read(new String(json, StandardCharsets.UTF_8)).raw());
    } catch (Json.Malformed e) {
      throw ProtobufBytes.broken();
    }
  }

  private static void entry(Map<String, Object> map, String type, ProtobufBytes bytes) {
    String key = "";
    Object value = type.equals("text") || type.equals("bytes") ? "" : null;
    while (bytes.more()) {
      long tag = bytes.number();
      if (tag == (1 << 3 | ProtobufBytes.PIECE)) {
        key = new String(bytes.piece(), StandardCharsets.UTF_8);
      } else if (tag == (2 << 3 | ProtobufBytes.PIECE)) {
        value = value(type, bytes).orElse(null);
      } else {
        throw ProtobufBytes.broken();
      }
    }
    map.put(key, value);
  }
}
