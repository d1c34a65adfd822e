package dev.egresstls.lab.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people reported, made small: each line of a request.txt, with what truly happens. */
class CasesTest {
  /**
   * Facts by path in the document; {@code -} is null, {@code ~} says that the text is somewhere in
   * the field.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          01 ! 1 ! listener=0.0.0.0_443; cluster=outbound|443||ledger.partner.example; client.known=false; client.exit=[60]; client.httpCode=0; client.sentence=~If the origin at ledger.partner.example:443 has no certificate for shop.example
          01 ! 2 ! cluster=outbound|443||ledger.partner.example; client.exit=[0]; client.known=false
          04 ! 1 ! listener=240.240.0.5_9444; cluster=outbound|9444||parts.example; upstream=parts.example:9444; client.known=false
          04 ! 2 ! listener=0.0.0.0_80; cluster=PassthroughCluster; upstream=240.240.0.5:80; client.known=true; client.httpCode=503; accessLog.flags=UF
          04 ! 3 ! dial.address=240.240.0.5; listener=240.240.0.5_9444; upstream=parts.example:9444; hops=~ISTIO_META_DNS_CAPTURE
          05 ! 1 ! cluster=outbound|8080||depot.default.svc.cluster.local; upstream=198.51.100.21:8080; assumptions=~mirrors Endpoints depot
          05 ! 2 ! cluster=outbound|8080||depot.default.svc.cluster.local; upstream=198.51.100.21:8080
          08 ! 1 ! dial.address=10.96.61.7; listener=0.0.0.0_80; route=default; cluster=outbound|80||kiosk.shop.svc.cluster.local; upstream=10.244.1.30:18080; client.known=false
          08 ! 2 ! route=default; cluster=outbound|80||kiosk.shop.svc.cluster.local
          18 ! 1 ! clusterType=ORIGINAL_DST; tls.sni=outbound_.8080_._.store-headless.default.svc.cluster.local; tls.ca=ROOTCA; client.tls=true; hops=~PeerAuthentication istio-system/default sets STRICT; client.known=false
          18 ! 2 ! clusterType=EDS; tls.sni=outbound_.8080_._.store.default.svc.cluster.local; tls.sans=["spiffe://cluster.local/ns/default/sa/default"]; client.known=false
          20 ! 1 ! listener=virtualOutbound; cluster=PassthroughCluster; assumptions=~its label istio.io/rev=default
          21 ! 1 ! listener=-; client.known=false; notModelled=~ztunnel on the node takes the connection; client.sentence=~No prediction
          22 ! 1 ! tls.sni=intern.example; tls.sans=["intern.example"]; upstream=203.0.113.10:443; client.known=false
          22 ! 2 ! tls.sni=www.google.com; tls.sans=["www.google.com"]; cluster=outbound|80||www.google.com
          23 ! 1 ! listener=virtualOutbound; cluster=PassthroughCluster; tls=-; hops=~discoverySelectors
          24 ! 1 ! dial.host=outproxy.example; dial.port=443; filter=http_connection_manager; client.httpCode=404; client.exit=[56]; client.known=true; assumptions=~https_proxy
          25 ! 1 ! client.exit=[7]; listener=-; client.known=true; hops=~no IPv4 address
          25 ! 2 ! listener=::_443; cluster=outbound|443||api.partner.example; client.exit=[0]
          34 ! 1 ! listener=-; tls=-; accessLog.cluster=-; hops=~securityContext.runAsUser; client.httpCode=0
          35 ! 1 ! client.exit=[7]; listener=-; client.known=true; hops=~istio-proxy is not ready
          42 ! 1 ! client.known=false; client.sentence=~If the origin at 10.122.47.131:443 speaks TLS on this port and hangs up
          44 ! 1 ! tls=-; client.httpCode=0; client.known=false
          44 ! 2 ! tls.sni=www.google.com; client.exit=[56,52]; client.known=true; accessLog.flags=UF,URX
          44 ! 3 ! tls.sni=www.google.com; client.exit=[56,52]; client.known=true
          44 ! 4 ! tls.sni=www.google.com; client.exit=[56,52]; client.known=true; hops=~it fails closed
          """)
  void a_report_is_told_as_it_truly_is(String id, int line, String facts) {
    Tree document = Asked.ofCase(id, line).document();
    for (String fact : facts.split(";\\s*")) {
      int equals = fact.indexOf('=');
      holds(document, fact.substring(0, equals), fact.substring(equals + 1));
    }
  }

  private static void holds(Tree document, String path, String wanted) {
    Tree value = document.at(path);
    String text = value.raw() == null ? "-" : value.text(Json.write(value));
    if (wanted.startsWith("~")) {
      String all = Json.write(value);
      assertTrue(all.contains(wanted.substring(1)), () -> wanted + " is not in " + all);
    } else {
      assertEquals(wanted, text, () -> path + " of " + Json.pretty(document));
    }
  }
}
