package dev.egresstls.lab.value;

import java.io.InputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads and writes JSON text as {@link Tree}s. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  /** Thrown for text that is not JSON; the message says where. */
  public static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    Malformed(JacksonException cause) {
      super(cause.getOriginalMessage(), cause);
      boolean placed = cause.getLocation() != null;
      this.line = placed ? cause.getLocation().getLineNr() : 0;
      this.column = placed ? cause.getLocation().getColumnNr() : 0;
    }

    /** The line where reading stopped, counted from 1; 0 or less if unknown. */
    public int line() {
      return line;
    }

    /** The column where reading stopped, counted from 1; 0 or less if unknown. */
    public int column() {
      return column;
    }
  }

  /**
   * Reads one JSON value.
   *
   * @throws Malformed if the text is not JSON
   */
  public static Tree read(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return readOne(parser);
    } catch (JacksonException e) {
      throw new Malformed(e);
    }
  }

  /**
   * Reads one JSON value and leaves the stream open.
   *
   * @throws Malformed if the bytes are not JSON, or the stream fails
   */
  public static Tree read(InputStream bytes) {
    try (JsonParser parser = parser(bytes)) {
      return readOne(parser);
    } catch (JacksonException e) {
      throw new Malformed(e);
    }
  }

  /**
   * Reads every JSON value of the text, one after the other.
   *
   * @throws Malformed if the text is not JSON
   */
  public static List<Tree> readAll(String text) {
    return readAll(FACTORY, text);
  }

  /**
   * As {@link #readAll(String)}, where an object must not have one key twice.
   *
   * @throws Malformed if the text is not JSON, or has a key twice
   */
  static List<Tree> readAllStrictly(String text) {
    return readAll(STRICT, text);
  }

  private static List<Tree> readAll(JsonFactory factory, String text) {
    List<Tree> values = new ArrayList<>();
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      while (parser.nextToken() != null) {
        values.add(Tree.ofUnmodifiable(value(parser)));
      }
      return values;
    } catch (JacksonException e) {
      throw new Malformed(e);
    }
  }

  static JsonParser parser(InputStream bytes) {
    return FACTORY.createParser(ObjectReadContext.empty(), bytes);
  }

  private static Tree readOne(JsonParser parser) {
    return parser.nextToken() == null ? Tree.MISSING : Tree.ofUnmodifiable(value(parser));
  }

  /** The value where the parser stands, as frozen maps and lists, and scalars. */
  static Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, value(parser));
        }
        yield Frozen.of(map);
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield Frozen.of(list);
      }
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      default -> parser.getString();
    };
  }

  private static Object integer(JsonParser parser) {
    BigInteger number = parser.getBigIntegerValue();
    return number.bitLength() < 64 ? (Object) number.longValue() : number;
  }

  /** Compact JSON of a JSON-shaped value (see {@link Tree#of}). */
  public static String write(Object value) {
    return write(value, false);
  }

  /** JSON over several lines, two spaces deeper a level. */
  public static String pretty(Object value) {
    return write(value, true);
  }

  private static String write(Object value, boolean pretty) {
    StringWriter text = new StringWriter();
    ObjectWriteContext context = pretty ? new PrettyJson() : ObjectWriteContext.empty();
    try (JsonGenerator generator = FACTORY.createGenerator(context, text)) {
      write(generator, value instanceof Tree tree ? tree.raw() : value);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, Object value) {
    if (value instanceof Tree tree) {
      write(out, tree.raw());
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      map.forEach(
          (key, item) -> {
            out.writeName(String.valueOf(key));
            write(out, item);
          });
      out.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      out.writeStartArray();
      list.forEach(item -> write(out, item));
      out.writeEndArray();
    } else {
      writeScalar(out, value);
    }
  }

  private static void writeScalar(JsonGenerator out, Object value) {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value instanceof Integer || value instanceof Long) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof BigInteger big) {
      out.writeNumber(big);
    } else if (value instanceof Number number) {
      out.writeNumber(number.doubleValue());
    } else {
      out.writeString(value.toString());
    }
  }
}
