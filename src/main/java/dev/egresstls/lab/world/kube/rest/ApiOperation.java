package dev.egresstls.lab.world.kube.rest;

import static dev.egresstls.lab.message.Messages.say;

import java.util.Optional;

/**
 * What a request does, as Kubernetes names verbs and resources.
 *
 * @param what such as {@code patch services}
 * @param namespace where
 * @param everywhere whether it is done in all namespaces at once
 */
public record ApiOperation(String what, Optional<String> namespace, boolean everywhere) {

  /** What is done in no namespace. */
  public ApiOperation(String what) {
    this(what, Optional.empty(), false);
  }

  /** What is done in a namespace. */
  public static ApiOperation in(String namespace, String what) {
    return new ApiOperation(what, Optional.of(namespace), false);
  }

  /** For a sentence: {@code patch services in namespace default}. */
  String words() {
    return everywhere
        ? say("world.request.everywhere", what)
        : namespace.map(in -> say("world.request.in-namespace", what, in)).orElse(what);
  }

  /** The same as kubectl takes it: {@code patch services -n default}. */
  String asOptions() {
    return what + (everywhere ? " -A" : namespace.map(in -> " -n " + in).orElse(""));
  }
}
