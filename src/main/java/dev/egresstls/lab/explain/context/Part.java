package dev.egresstls.lab.explain.context;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A part of the lab that one of its steps brings about. */
public enum Part {
  CLUSTER,
  GATEWAY_API,
  ISTIO,
  CLIENT,
  SERVICE,
  SLICE,
  POLICY,
  REQUEST;

  /** What texts call the ID of its step: {@code gatewayApiStep}. */
  public String stepName() {
    String[] words = name().toLowerCase(Locale.ROOT).split("_");
    String camel =
        Arrays.stream(words)
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
    return Character.toLowerCase(camel.charAt(0)) + camel.substring(1) + "Step";
  }
}
