package dev.egresstls.lab.practice.api.http;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.schema.GoJson;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request.
 *
 * @param path decoded, without the query
 * @param query each parameter with its values
 * @param headers by lower-case name
 */
public record IncomingRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body) {

  private static final Set<String> JSON = Set.of("application/json", "application/*", "*/*");
  private static final Set<String> READ = Set.of("", "application/json", "application/yaml");

  /** The first value of a parameter. */
  public Optional<String> parameter(String name) {
    return query.getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * Whether a parameter is given and does not say no, as clients in other languages write {@code
   * True} (Convert_Slice_string_To_bool in k8s.io/apimachinery @v0.33).
   */
  public boolean says(String name) {
    return parameter(name)
        .map(text -> !text.equalsIgnoreCase("false") && !text.equals("0"))
        .orElse(false);
  }

  /** Whether nothing is to be stored. */
  public boolean dryRun() {
    return query.getOrDefault("dryRun", List.of()).contains("All");
  }

  /**
   * Refuses a client that takes no JSON.
   *
   * @throws ApiError 406
   */
  public void checkAcceptable() {
    String accept = header("accept");
    boolean acceptable =
        Arrays.stream(accept.split(","))
            .map(one -> one.split(";")[0].strip())
            .anyMatch(JSON::contains);
    if (!accept.isBlank() && !acceptable) {
      String message =
          "only the following media types are accepted: application/json, and as Table or"
              + " PartialObjectMetadata of it";
      throw new ApiError(406, "NotAcceptable", message, Tree.object());
    }
  }

  /** A header, or empty text. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The content type without its parameters. */
  public String contentType() {
    return header("content-type").split(";")[0].strip();
  }

  /** The parts of the path. */
  public List<String> parts() {
    List<String> parts = Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    return parts.isEmpty() ? List.of("") : parts;
  }

  /**
   * The body as an object, read as JSON or YAML according to its content type.
   *
   * @throws ApiError 415 for protobuf and the like, 400 if it cannot be read
   */
  public Tree object() {
    String type = contentType();
    if (type.contains("protobuf") || type.contains("cbor")) {
      return Protobuf.read(body).orElseThrow(() -> unsupported(type));
    }
    if (!READ.contains(type)) {
      throw unsupported(type);
    }
    String text = new String(body, StandardCharsets.UTF_8);
    boolean yaml = type.contains("yaml");
    Optional<String> wrong = yaml ? Optional.empty() : GoJson.wrong(text);
    if (wrong.isPresent()) {
      String message =
          "the object provided is unrecognized: couldn't get version/kind; json parse error: "
              + wrong.get();
      throw new ApiError(400, "BadRequest", message, Tree.MISSING);
    }
    try {
      return yaml ? Yaml.read(text) : Json.read(text);
    } catch (Json.Malformed | Yaml.Malformed e) {
      String message = "the object provided is unrecognized: " + e.getMessage();
      throw new ApiError(400, "BadRequest", message, Tree.MISSING);
    }
  }

  private static ApiError unsupported(String type) {
    String message =
        "the body of the request was in an unknown format - accepted media types include:"
            + " application/json, application/yaml (not "
            + type
            + ")";
    return new ApiError(415, "UnsupportedMediaType", message, Tree.MISSING);
  }
}
