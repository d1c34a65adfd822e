package dev.egresstls.lab.explain;

import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.trace.Traced;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one table of why {@code trace} says that a connection does not take the good way, and of the
 * causes of which {@code why} then names one.
 */
public final class TraceReasons {
  static final Path BUNDLE =
      Path.of("src/main/resources/dev/egresstls/lab/message/messages.properties");

  private static final String OWN = "Service default/google-headless";

  /** The causes of a reason, by the key of its sentence. */
  static final Map<String, Set<String>> CAUSES = new LinkedHashMap<>();

  static {
    put("mesh.dns.hostAlias", "host-alias");
    put("mesh.dns.captured", "dns-captured");
    put("mesh.redirect.noIpv6", "address-family-missing");
    put("mesh.redirect.noIpv4", "address-family-missing");
    put("mesh.redirect.notReady", "sidecar-not-ready");
    put("mesh.redirect.proxyUser", "runs-as-proxy");
    put("mesh.redirect.nothing", "redirection-off");
    put("mesh.redirect.port", "port-excluded");
    put("mesh.redirect.range", "range-excluded");
    put("mesh.redirect.others", "range-excluded");
    put("mesh.noListener.noSlice", "slice-missing", "slice-not-labelled");
    put(
        "mesh.noListener.notInSlice",
        "address-not-in-slice",
        "client-dials-ipv6",
        "slice-empty",
        "slice-fqdn",
        "slice-of-other-dns",
        "slice-ipv6-only");
    put("mesh.noListener.notExported", "service-not-exported");
    put("mesh.noListener.notImported", "sidecar-hides-service");
    put("mesh.noListener.kept", "services-not-exported");
    put("mesh.noListener.notHeadless", "service-has-cluster-ip", "service-external-name");
    put("mesh.noListener.noPort", "port-missing");
    put("mesh.noListener.fqdn", "slice-fqdn");
    put("mesh.noListener.otherPort", "slice-port-mismatch");
    put("mesh.noListener.noLabel", "slice-not-labelled");
    put("mesh.noListener.serviceGone", "service-missing", "slice-not-labelled");
    put("mesh.discovery.leftOut", "namespace-not-discovered");
    put("mesh.sidecar.noPod", "client-missing");
    put("mesh.sidecar.optedOut", "pod-opted-out");
    put("mesh.sidecar.hostNetwork", "host-network");
    put("mesh.sidecar.none", "namespace-not-labelled", "pod-older-than-label", "ambient-mode");
    put("mesh.absent.namespace", "policy-wrong-namespace");
    put("mesh.absent.ignored", "policy-ignored");
    put("mesh.absent.earlier", "policy-not-reconciled");
    put("mesh.absent.noIstiod", "istiod-missing");
    put("mesh.absent.kind", "policy-targets-another");
    put("mesh.absent.unknownKind", "track-mix");
    put("mesh.absent.flagOff", "alpha-flag-off", "track-mix");
    put("mesh.absent.bundle", "crd-too-old", "track-mix");
    put("mesh.absent.notServed", "crd-version-not-served", "track-mix");
    put("mesh.rule.none", "policy-missing", "policy-targets-another", "gateway-api-missing");
    put("mesh.rule.otherPort", "section-name-unknown");
    put("mesh.rule.mode", "destination-rule-wins");
    put("mesh.rule.silent", "destination-rule-wins");
    put("mesh.rule.failsOpen", "ca-ref-missing", "ca-ref-wrong-key");
    put("mesh.rule.failsClosed", "ca-ref-missing", "ca-ref-wrong-key");
    put("mesh.answer.noCa", "ca-ref-missing", "ca-ref-wrong-key");
    put("mesh.answer.foreignCa", "ca-foreign");
    put("mesh.answer.otherName", "san-mismatch", "hostname-other", "policy-conflicted");
    put("mesh.cluster.eds", "eds-for-headless");
    put("mesh.listener.http", "port-app-protocol", "port-name-not-tls");
    put("trace.assume.proxy", "client-uses-proxy");
  }

  private TraceReasons() {}

  private static void put(String key, String... causes) {
    CAUSES.put(key, new LinkedHashSet<>(Arrays.asList(causes)));
  }

  /** What another object than the lab's own stands for that decided, by its kind and the hop. */
  private static Set<String> byObject(Route route) {
    Set<String> causes = new LinkedHashSet<>();
    boolean dialsTheSlice = route.hops().get(0).because().object().startsWith("EndpointSlice ");
    for (Hop hop : route.hops()) {
      String object = hop.because().object();
      if (object.startsWith("VirtualService ")) {
        causes.add("virtual-service-leads-away");
      }
      if (dialsTheSlice
          && hop.kind() == Hop.Kind.LISTENER
          && object.matches("Service(Entry)? .*")
          && !object.equals(OWN)) {
        causes.add("other-service-same-ips");
      }
      boolean refused = route.tls().isEmpty() && hop.because().field().equals("spec.targetRefs");
      if (hop.kind() == Hop.Kind.TLS && refused) {
        causes.addAll(
            Set.of("section-name-unknown", "policy-conflicted", "policy-targets-another"));
      }
    }
    return causes;
  }

  /** The causes that the reasons of a way stand for. */
  public static Set<String> causes(Traced traced) {
    Route route = traced.route();
    Set<String> away = byObject(route);
    if (!away.isEmpty()) {
      return away;
    }
    Set<String> texts = new LinkedHashSet<>(traced.assumptions());
    route.hops().stream().map(Hop::because).map(Because::text).forEach(texts::add);
    texts.add(route.client().why());
    Map<String, Pattern> sentences = sentences();
    Set<String> causes = new LinkedHashSet<>();
    CAUSES.forEach(
        (key, ids) -> {
          if (texts.stream().anyMatch(text -> sentences.get(key).matcher(text).matches())) {
            causes.addAll(ids);
          }
        });
    return causes;
  }

  /** Each reason's sentence, with anything where a value stands. */
  private static Map<String, Pattern> sentences() {
    Properties bundle = new Properties();
    try (var reader = Files.newBufferedReader(BUNDLE, StandardCharsets.UTF_8)) {
      bundle.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Pattern> sentences = new LinkedHashMap<>();
    for (String key : CAUSES.keySet()) {
      String regex =
          List.of(bundle.getProperty(key).split("\\{\\d}", -1)).stream()
              .map(Pattern::quote)
              .collect(Collectors.joining(".*"));
      sentences.put(key, Pattern.compile(regex));
    }
    return sentences;
  }
}
