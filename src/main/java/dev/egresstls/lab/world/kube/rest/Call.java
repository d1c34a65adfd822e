package dev.egresstls.lab.world.kube.rest;

import java.time.Duration;
import java.util.Optional;

/**
 * One request to the API server.
 *
 * @param method such as {@code GET}
 * @param path with its query, from the first slash on
 * @param contentType of the body; empty if there is none
 * @param patience how long to wait for the whole answer
 * @param accept the media types that the answer may have
 * @param does what it does
 */
public record Call(
    String method,
    String path,
    Optional<String> contentType,
    String body,
    Duration patience,
    Deed does,
    String accept) {
  private static final String JSON = "application/json, */*";
  private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
  private static final String METADATA =
      "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";
  private static final Duration READING = Duration.ofSeconds(15);
  private static final Duration WRITING = Duration.ofSeconds(40);

  /** A request that is answered in JSON. */
  public Call(
      String method,
      String path,
      Optional<String> contentType,
      String body,
      Duration patience,
      Deed does) {
    this(method, path, contentType, body, patience, does, JSON);
  }

  public static Call get(String path, Deed does) {
    return new Call("GET", path, Optional.empty(), "", READING, does);
  }

  /** As {@link #get}, with other media types if the server has them. */
  public static Call get(String path, Deed does, String preferred) {
    String accept = preferred + ", " + JSON;
    return new Call("GET", path, Optional.empty(), "", READING, does, accept);
  }

  /** As {@link #get}, for a table in the place of objects. */
  public static Call table(String path, Deed does) {
    return get(path, does, TABLE);
  }

  /** As {@link #get}, for a list of the objects' metadata alone. */
  public static Call metadata(String path, Deed does) {
    return get(path, does, METADATA);
  }

  public static Call patch(String path, String contentType, String body, Deed does) {
    return new Call("PATCH", path, Optional.of(contentType), body, WRITING, does);
  }

  public static Call post(String path, String body, Deed does) {
    return new Call("POST", path, Optional.of("application/json"), body, WRITING, does);
  }

  public static Call delete(String path, String options, Deed does) {
    return new Call("DELETE", path, Optional.of("application/json"), options, WRITING, does);
  }
}
