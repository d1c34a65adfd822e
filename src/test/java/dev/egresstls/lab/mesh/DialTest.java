package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client dials and sends for a URL, as curl does. */
class DialTest {
  private static String told(Dial dial) {
    return "%s %s:%d %s %s Host %s for %s, SNI %s"
        .formatted(
            dial.scheme(),
            dial.host(),
            dial.port(),
            dial.request().method(),
            dial.request().path(),
            dial.hostHeader(),
            dial.authority(),
            dial.serverName().orElse("-"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A.example | http A.example:80 GET / Host A.example for a.example, SNI -
          http://a.example:8080/x?y=1#z | http a.example:8080 GET /x?y=1 Host a.example:8080 for a.example, SNI -
          http://a.example:443?q | http a.example:443 GET /?q Host a.example:443 for a.example, SNI -
          HTTPS://A.example. | https A.example.:443 GET / Host A.example. for a.example., SNI a.example
          https://a.example:80 | https a.example:80 GET / Host a.example:80 for a.example, SNI a.example
          https://1.2.3.4 | https 1.2.3.4:443 GET / Host 1.2.3.4 for 1.2.3.4, SNI -
          http://[fd00::1] | http fd00::1:80 GET / Host [fd00::1] for fd00::1, SNI -
          http://[fd00::1]:8080 | http fd00::1:8080 GET / Host [fd00::1]:8080 for fd00::1, SNI -
          http://me:secret@a.example | http a.example:80 GET / Host a.example for a.example, SNI -
          tcp://a.example:1 | tcp a.example:1 GET / Host a.example:1 for a.example, SNI -
          http://a.example:65535 | http a.example:65535 GET / Host a.example:65535 for a.example, SNI -
          http://a.example:65536 | -
          http://a.example:0 | -
          tcp://a.example | -
          ftp://a.example | -
          """)
  void a_url_is_read_as_curl_does(String url, String wanted) {
    Optional<Dial> dial = PathModel.dial(url, "default", "curl");
    assertEquals(wanted, dial.map(DialTest::told).orElse("-"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          curl -s http://a.example | Host a.example
          curl -H Host:b.example -s http://a.example | Host b.example
          curl --header host:b.example http://a.example | Host b.example
          curl -H Accept:x -H HOST:c.example https://a.example:8443 | Host c.example
          curl -e Host:b.example http://a.example | Host a.example
          curl Host:b.example -s | -
          """)
  void a_command_names_a_host_by_its_header(String command, String wanted) {
    Optional<Dial> dial = PathModel.dial(List.of(command.split(" ")), "default", "curl");
    assertEquals(wanted, dial.map(one -> "Host " + one.hostHeader()).orElse("-"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http_proxy: p.example | http://a.example/x | http p.example:1080 GET /x Host a.example for a.example, SNI -
          http_proxy: "http://me:pw@p.example:3128/" | http://a.example:81 | http p.example:3128 GET / Host a.example:81 for a.example, SNI -
          http_proxy: "http://[fd00::9]:3128" | http://a.example | http fd00::9:3128 GET / Host a.example for a.example, SNI -
          https_proxy: p.example:3128 | https://a.example | http p.example:3128 CONNECT a.example:443 Host a.example:443 for a.example, SNI -
          HTTP_PROXY: p.example | http://a.example | -
          HTTPS_PROXY: p.example:1 | https://a.example | http p.example:1 CONNECT a.example:443 Host a.example:443 for a.example, SNI -
          all_proxy: p.example:1 | tcp://a.example:7 | http p.example:1 GET / Host a.example:7 for a.example, SNI -
          http_proxy: p.example, no_proxy: "x, a.example" | http://a.example | -
          http_proxy: p.example, no_proxy: ".example" | http://a.example | -
          http_proxy: p.example, no_proxy: "*" | http://a.example | -
          http_proxy: p.example, no_proxy: "1.2.0.0/16" | http://1.2.3.4 | -
          http_proxy: p.example:1, NO_PROXY: "1.3.0.0/16,ample" | http://1.2.3.4 | http p.example:1 GET / Host 1.2.3.4 for 1.2.3.4, SNI -
          """)
  void a_proxy_in_the_environment_is_dialled_instead(String env, String url, String wanted) {
    StringBuilder list = new StringBuilder();
    Yaml.read("{" + env + "}")
        .fields()
        .forEach(
            (name, value) ->
                list.append("{name: %s, value: '%s'},".formatted(name, value.text(""))));
    Tree pod = Yaml.read("{kind: Pod, spec: {containers: [{name: curl, env: [" + list + "]}]}}");
    Dial asked = PathModel.dial(url, "default", "curl").orElseThrow();
    Optional<Dial> instead = HttpProxy.of(asked, pod).flatMap(proxy -> proxy.instead(asked));
    assertEquals(wanted, instead.map(DialTest::told).orElse("-"));
  }
}
