package dev.egresstls.lab.mesh.envoy;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.rule.AutoNames;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The TLS in a cluster of a config dump.
 *
 * @param versions such as {@code TLSv1_2 to TLSv1_3}
 * @param exact whether every name that is checked could be read
 */
record ObservedTls(Optional<Tls> tls, Optional<String> versions, boolean exact) {
  private static final ObservedTls NONE = new ObservedTls(Optional.empty(), Optional.empty(), true);
  private static final String HTTP_OPTIONS =
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  /** What the cluster takes from the Host of each request. */
  static AutoNames auto(Tree cluster) {
    Tree options = cluster.get("typed_extension_protocol_options").get(HTTP_OPTIONS);
    Tree names = options.get("upstream_http_protocol_options");
    return new AutoNames(names.get("auto_sni").isTrue(), names.get("auto_san_validation").isTrue());
  }

  /**
   * The TLS for endpoints that say they have a sidecar; empty if the cluster makes no difference.
   */
  static Optional<Tls> mutual(Tree cluster) {
    return cluster.get("transport_socket_matches").items().stream()
        .filter(match -> match.at("match.tlsMode").text("").equals("istio"))
        .map(match -> match.at("transport_socket.typed_config"))
        .flatMap(context -> of(context, context.get("common_tls_context")).tls().stream())
        .findFirst();
  }

  /**
   * Of a cluster as Envoy writes it. Where TLS hangs on the endpoint, that counts which is for
   * endpoints that say nothing of themselves, such as addresses outside the mesh: the match without
   * conditions (istio pilot/pkg/networking/core/cluster_tls.go @1.30.3).
   */
  static ObservedTls of(Tree cluster) {
    Tree socket =
        cluster.get("transport_socket_matches").items().stream()
            .filter(match -> match.get("match").fields().isEmpty())
            .findFirst()
            .map(match -> match.get("transport_socket"))
            .orElse(cluster.get("transport_socket"));
    Tree context = socket.get("typed_config");
    Tree common = context.get("common_tls_context");
    return common.isObject() ? of(context, common) : NONE;
  }

  private static ObservedTls of(Tree context, Tree common) {
    Tree combined = common.get("combined_validation_context");
    String file = common.at("validation_context.trusted_ca.filename").text("");
    String ca =
        combined
            .at("validation_context_sds_secret_config.name")
            .text(common.at("validation_context_sds_secret_config.name").text(file));
    List<String> sans = new ArrayList<>();
    Tree validation = combined.get("default_validation_context");
    Tree plain = common.get("validation_context");
    boolean exact = names(validation, sans) & names(plain, sans);
    Tree limits = common.get("tls_params");
    String versions =
        say(
            "mesh.tls.versions",
            limits.get("tls_minimum_protocol_version").text("TLS_AUTO"),
            limits.get("tls_maximum_protocol_version").text("TLS_AUTO"));
    return new ObservedTls(
        Optional.of(new Tls(context.get("sni").text(""), ca, sans.stream().distinct().toList())),
        Optional.of(versions),
        exact);
  }

  /** Adds the names that are checked; gives whether all of them could be read. */
  private static boolean names(Tree validation, List<String> into) {
    boolean exact = true;
    for (Tree name : validation.get("match_subject_alt_names").items()) {
      exact &= add(name.get("exact"), into);
    }
    for (Tree name : validation.get("match_typed_subject_alt_names").items()) {
      exact &= add(name.at("matcher.exact"), into);
    }
    return exact;
  }

  private static boolean add(Tree exact, List<String> into) {
    exact.text().ifPresent(into::add);
    return exact.isPresent();
  }
}
