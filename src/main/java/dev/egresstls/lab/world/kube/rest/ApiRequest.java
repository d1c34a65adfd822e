package dev.egresstls.lab.world.kube.rest;

import java.time.Duration;
import java.util.Optional;

/**
 * One request to the API server.
 *
 * @param method such as {@code GET}
 * @param path with its query, from the first slash on
 * @param contentType of the body; empty if there is none
 * @param patience how long to wait for the whole answer, retries included
 * @param accept the media types that the answer may have
 * @param does what it does
 * @param lookup how to see whether it was done, if its answer is lost
 */
public record ApiRequest(
    String method,
    String path,
    Optional<String> contentType,
    String body,
    Duration patience,
    ApiOperation does,
    String accept,
    Optional<Lookup> lookup) {
  private static final String JSON = "application/json, */*";
  private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
  private static final String TEXT = "text/plain, */*";
  private static final String METADATA =
      "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
  private static final String METADATA_LIST =
      "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";
  private static final Duration READING = Duration.ofSeconds(15);
  private static final Duration WRITING = Duration.ofSeconds(40);

  /**
   * Sees whether a change was made.
   *
   * @param get reads the object that is changed
   * @param done whether it is in what was read
   */
  public record Lookup(ApiRequest get, Done done) {}

  /** Whether a change was made. */
  @FunctionalInterface
  public interface Done {
    /**
     * Judges what was read.
     *
     * @param object what a GET of the object was answered, which may be that there is none
     * @param sent what is known of the moment at which the change was sent
     */
    boolean in(ServerResponse object, Sent sent);
  }

  /** A request that is answered in JSON. */
  public ApiRequest(
      String method,
      String path,
      Optional<String> contentType,
      String body,
      Duration patience,
      ApiOperation does) {
    this(method, path, contentType, body, patience, does, JSON, Optional.empty());
  }

  public static ApiRequest get(String path, ApiOperation does) {
    return new ApiRequest("GET", path, Optional.empty(), "", READING, does);
  }

  /** As {@link #get}, with other media types if the server has them. */
  public static ApiRequest get(String path, ApiOperation does, String preferred) {
    return reading(path, does, preferred + ", " + JSON);
  }

  /** As {@link #get}, for text in the place of an object. */
  public static ApiRequest text(String path, ApiOperation does) {
    return reading(path, does, TEXT);
  }

  private static ApiRequest reading(String path, ApiOperation does, String accept) {
    return new ApiRequest(
        "GET", path, Optional.empty(), "", READING, does, accept, Optional.empty());
  }

  /** As {@link #get}, for a table in the place of objects. */
  public static ApiRequest table(String path, ApiOperation does) {
    return get(path, does, TABLE);
  }

  /** As {@link #get}, for a list of the objects' metadata alone. */
  public static ApiRequest metadataList(String path, ApiOperation does) {
    return get(path, does, METADATA_LIST);
  }

  /** As {@link #get}, for the metadata alone of an object. */
  public static ApiRequest metadata(String path, ApiOperation does) {
    return get(path, does, METADATA);
  }

  /** The same, with another patience. */
  public ApiRequest within(Duration most) {
    return new ApiRequest(method, path, contentType, body, most, does, accept, lookup);
  }

  public static ApiRequest patch(String path, String contentType, String body, ApiOperation does) {
    return new ApiRequest("PATCH", path, Optional.of(contentType), body, WRITING, does);
  }

  public static ApiRequest post(String path, String body, ApiOperation does) {
    return new ApiRequest("POST", path, Optional.of("application/json"), body, WRITING, does);
  }

  public static ApiRequest delete(String path, String options, ApiOperation does) {
    return new ApiRequest("DELETE", path, Optional.of("application/json"), options, WRITING, does);
  }

  /** The same, where it can be seen whether it was done. */
  public ApiRequest with(Lookup seen) {
    return new ApiRequest(
        method, path, contentType, body, patience, does, accept, Optional.of(seen));
  }

  /** Whether nothing is changed by it. */
  boolean reads() {
    return method.equals("GET");
  }

  /**
   * Whether it may be sent a second time although the first may have been done: a GET; a PATCH,
   * which sets the same fields to the same values; a DELETE, which finds nothing to delete.
   */
  boolean repeatable() {
    return !method.equals("POST");
  }

  /** Whether the answer must be a JSON object. */
  boolean wantsJson() {
    return !accept.equals(TEXT);
  }
}
