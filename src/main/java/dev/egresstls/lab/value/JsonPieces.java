package dev.egresstls.lab.value;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a long JSON text piece by piece: no more of it is held in memory than one piece. */
public final class JsonPieces {
  /** The name that an item of a list has in a path. */
  public static final String ITEM = "*";

  /** What a reader wants of a value. */
  public enum Take {
    /** Its members or items are asked for one by one. */
    INSIDE,
    /** It is read whole and handed over. */
    WHOLE,
    /** It is passed over. */
    NOTHING
  }

  /** Says what of a text it wants, and takes it. */
  public interface Reader {
    /**
     * What is wanted of the value at a place.
     *
     * @param path names of members from the outside in, {@link #ITEM} for an item; changes after
     *     the call; empty for the text as a whole
     */
    Take at(List<String> path);

    /** A value that was wanted whole. */
    void piece(List<String> path, Tree value);

    /** The end of an object or list that was looked into. */
    default void end(List<String> path) {}
  }

  private final JsonParser parser;
  private final Reader reader;
  private final List<String> path = new ArrayList<>();
  private final List<String> shown = Collections.unmodifiableList(path);

  private JsonPieces(JsonParser parser, Reader reader) {
    this.parser = parser;
    this.reader = reader;
  }

  /**
   * Reads one JSON value; an empty stream has none. The stream is left open.
   *
   * @throws Json.Malformed if the bytes are not JSON, or the stream fails
   */
  public static void read(InputStream bytes, Reader reader) {
    try (JsonParser parser = Json.parser(bytes)) {
      if (parser.nextToken() != null) {
        new JsonPieces(parser, reader).value();
      }
    } catch (JacksonException e) {
      throw new Json.Malformed(e);
    }
  }

  private void value() {
    switch (reader.at(shown)) {
      case WHOLE -> reader.piece(shown, Tree.of(Json.value(parser)));
      case INSIDE -> inside();
      case NOTHING -> parser.skipChildren();
    }
  }

  private void inside() {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        below(name);
      }
      reader.end(shown);
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        below(ITEM);
      }
      reader.end(shown);
    }
  }

  private void below(String name) {
    path.add(name);
    value();
    path.remove(path.size() - 1);
  }
}
