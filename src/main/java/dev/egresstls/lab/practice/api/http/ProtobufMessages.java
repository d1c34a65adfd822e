package dev.egresstls.lab.practice.api.http;

import dev.egresstls.lab.message.ProgramFiles;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The messages of the kinds that clients may send as protobuf. They are a resource that {@code
 * src/bench/protobuf/write.sh} makes of Kubernetes' own types.
 */
final class ProtobufMessages {
  private static final String FILE = "practice/protobuf-fields.txt";
  private static final Set<String> NUMBERS = Set.of("int", "bool");

  /** What wraps others: the body, and values that are more than a number or a text. */
  private static final String WRAPPERS =
      """
      Unknown 1=typeMeta:TypeMeta 2=raw:!bytes 3=contentEncoding:text 4=contentType:text
      TypeMeta 1=apiVersion:text 2=kind:text
      Texts 1=items:*text
      Quantity 1=text:text
      Time 1=seconds:!int 2=nanos:int
      Either 1=type:int 2=intVal:!int 3=strVal:!text
      Raw 1=raw:bytes
      """;

  private static final ProtobufMessages ALL = new ProtobufMessages();

  private final Map<String, String> kinds = new HashMap<>();
  private final Map<String, Map<Integer, Field>> messages = new HashMap<>();

  private ProtobufMessages() {
    Stream.concat(WRAPPERS.lines(), text().lines()).forEach(this::read);
  }

  /** How many values a field has, and by what they are found. */
  enum Form {
    ONE,
    LIST,
    MAP
  }

  /**
   * A field.
   *
   * @param name empty if its own fields belong to the message around it
   * @param type a value, such as {@code int} or {@code time}, or another message
   * @param zeroCounts whether nothing and zero are two things
   */
  record Field(String name, Form form, String type, boolean zeroCounts) {
    private static Field of(String name, String code) {
      boolean zero = code.startsWith("!");
      String type = zero ? code.substring(1) : code;
      return switch (type.charAt(0)) {
        case '*' -> new Field(name, Form.LIST, type.substring(1), zero);
        case '{' -> new Field(name, Form.MAP, type.substring(1), zero);
        default -> new Field(name, Form.ONE, type, zero);
      };
    }

    int wireType() {
      boolean number = form != Form.MAP && NUMBERS.contains(type);
      return number ? ProtobufBytes.VARINT : ProtobufBytes.PIECE;
    }
  }

  /** The message of a kind; empty if it is not known. Each group has the options of a deletion. */
  static Optional<String> of(String apiVersion, String kind) {
    String group = kind.equals("DeleteOptions") ? "v1" : apiVersion;
    return Optional.ofNullable(ALL.kinds.get(group + " " + kind));
  }

  /** The fields of a message by their numbers. */
  static Map<Integer, Field> fields(String message) {
    return ALL.messages.get(message);
  }

  private void read(String line) {
    String[] words = line.split(" ");
    if (words[0].equals("=")) {
      kinds.put(words[1] + " " + words[2], words[3]);
      return;
    }
    Map<Integer, Field> fields = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      String[] parts = words[i].split("[=:]");
      fields.put(Integer.parseInt(parts[0]), Field.of(parts[1], parts[2]));
    }
    messages.put(words[0], fields);
  }

  private static String text() {
    return ProgramFiles.text(FILE);
  }
}
