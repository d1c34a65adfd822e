package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Pods.ExecResult;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a learner can run in the client and in its sidecar. */
class InsideThePodTest {
  private static PracticeSite site;

  @BeforeAll
  static void start() throws Exception {
    site = PracticeSite.withClient("1.30.3", "v1.5.1", "standard");
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static ExecResult run(String... argv) throws InterruptedException {
    return site.exec("curl", "curl", argv);
  }

  @Test
  void verbose_curl_tells_each_station() throws Exception {
    ExecResult result = run("curl", "-sv", "-o", "/dev/null", "http://www.google.com/");
    assertEquals("", result.stdout());
    assertEquals(
        """
        * Host www.google.com:80 was resolved.
        * IPv6: (none)
        * IPv4: 203.0.113.10, 203.0.113.11
        *   Trying 203.0.113.10:80...
        * Established connection to www.google.com (203.0.113.10 port 80) from IP port N\s
        * using HTTP/1.x
        > GET / HTTP/1.1
        > Host: www.google.com
        > User-Agent: curl/8.16.0
        > Accept: */*
        >\s
        * Request completely sent off
        < HTTP/1.1 200 OK
        < date: NOW
        < content-type: text/html
        < content-length: 62
        < server: envoy
        < x-origin-host: www.google.com
        < x-origin-addr: 203.0.113.10:80
        < x-envoy-upstream-service-time: 0
        <\s
        { [62 bytes data]
        * Connection #0 to host www.google.com:80 left intact
        """,
        result
            .stderr()
            .replaceAll("10\\.244\\.0\\.\\d+ port \\d+", "IP port N")
            .replaceAll("date: .*", "date: NOW"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          curl -s                                       | 2  | curl: (2) no URL specified
          curl --foo http://x                           | 2  | curl: option --foo: is unknown
          curl -w                                       | 2  | curl: option -w: requires parameter
          curl -m soon http://x                         | 2  | curl: option --max-time: expected a proper numerical parameter
          curl -sS ftp://www.google.com                 | 1  | curl: (1) Protocol "ftp" not supported
          curl -sS http://                              | 3  | curl: (3) URL rejected: Malformed input to a URL function
          curl -sS http://nope.invalid                  | 6  | curl: (6) Could not resolve host: nope.invalid
          curl -sSf http://curl/                        | 22 | curl: (22) The requested URL returned error: 503
          curl -sS http://www.google.com:443            | 52 | curl: (52) Empty reply from server
          curl -sS http://www.google.com:8080           | 56 | curl: (56) Recv failure: Connection reset by peer
          curl -sS --resolve x.org:443:203.0.113.10 https://x.org | 60 | curl: (60) SSL: no alternative certificate subject name matches target host name 'x.org'
          curl -s http://nope.invalid                   | 6  | ''
          curl -sSf http://10.1.2.3                     | 22 | curl: (22) The requested URL returned error: 503
          curl -sS http://192.168.1.1:8080              | 56 | curl: (56) Recv failure: Connection reset by peer
          curl -sSf http://169.254.169.254              | 22 | curl: (22) The requested URL returned error: 503
          curl -sS https://kubernetes.default           | 60 | curl: (60) SSL certificate problem: unable to get local issuer certificate
          curl -sSfk https://kubernetes.default/api     | 22 | curl: (22) The requested URL returned error: 403
          curl -sSfk https://10.96.0.1/healthz          | 0  | ''
          """)
  void failures_have_their_exit_codes_and_words(String command, int exit, String words)
      throws Exception {
    ExecResult result = run(command.split(" "));
    assertEquals(exit, result.exit());
    assertEquals(words, result.stderr().lines().findFirst().orElse(""));
  }

  @Test
  void https_ends_at_the_origin_when_no_policy_is_there() throws Exception {
    ExecResult result = run("curl", "-sv", "-o", "/dev/null", "-D", "-", "https://www.google.com");
    assertEquals(0, result.exit());
    assertTrue(result.stdout().contains("X-Origin-Sni: www.google.com"));
    assertTrue(result.stderr().contains("* SSL certificate verified via OpenSSL."));
    assertEquals(
        0, run("curl", "-sk", "--resolve", "x.org:443:203.0.113.10", "https://x.org").exit());
  }

  @Test
  void options_change_the_request_and_what_is_shown() throws Exception {
    assertEquals("", run("curl", "-sI", "-o", "/dev/null", "http://www.google.com").stdout());
    assertTrue(
        run("curl", "-sI", "http://www.google.com").stdout().startsWith("HTTP/1.1 200 OK\r\n"));
    assertTrue(
        run("curl", "-si", "-H", "Host: other.org", "http://www.google.com")
            .stdout()
            .contains("x-origin-host: other.org"));
    String posted = run("curl", "-sv", "-d", "a=1", "http://www.google.com").stderr();
    assertTrue(posted.contains("> POST / HTTP/1.1") && posted.contains("> Content-Length: 3"));
    assertTrue(run("curl", "--version").stdout().startsWith("curl 8.16.0 "));
    assertTrue(run("curl", "--help").stdout().startsWith("Usage: curl"));
    assertTrue(
        run("curl", "-o", "/dev/null", "http://www.google.com").stderr().contains("% Received"));
  }

  @Test
  void the_write_out_of_the_lab_can_be_read_back() throws Exception {
    ExecResult result =
        run("curl", "-s", "-o", "/dev/null", "-w", CurlOutput.WRITE_OUT, "http://www.google.com");
    CurlOutput read = CurlOutput.parse(result.stdout(), result.stderr());
    assertEquals(200, read.httpCode());
    assertEquals("203.0.113.10", read.connection().remoteIp().orElseThrow());
    assertTrue(read.connection().localPort().orElseThrow() >= 32768);
    Tree json =
        Json.read(
            run("curl", "-s", "-o", "/dev/null", "-w", "%{json}", "http://www.google.com")
                .stdout());
    assertEquals(80, json.get("remote_port").number(0));
  }

  /** Nothing is printed that a shell would print in part. */
  @ParameterizedTest
  @ValueSource(
      strings = {"sh -c echo", "/bin/sh", "bash", "echo", "cat", "env", "nslookup", "pilot-agent"})
  void what_is_not_in_the_pod_is_refused(String command) throws Exception {
    String[] argv = command.split(" ");
    assertEquals(new ExecResult(127, "", "not in the practice pod: " + argv[0] + "\n"), run(argv));
  }

  @Test
  void env_sets_variables_for_a_program() throws Exception {
    ExecResult proxied =
        run("env", "http_proxy=http://192.0.2.80:3128", "curl", "-sv", "http://www.google.com");
    assertTrue(proxied.stderr().contains("192.0.2.80:3128"), proxied.stderr());
    assertEquals(127, run("env", "A=b", "sh").exit());
  }

  @Test
  void getent_prints_the_addresses_that_the_pod_resolves() throws Exception {
    ExecResult found = run("getent", "ahostsv4", "www.google.com");
    assertEquals(
        List.of("203.0.113.10", "203.0.113.11"),
        found.stdout().lines().map(line -> line.split(" ")[0]).toList());
    assertEquals(new ExecResult(2, "", ""), run("getent", "ahostsv4", "nosuch.example"));
    assertEquals(127, run("getent", "passwd").exit());
  }

  @Test
  void a_path_to_a_program_names_it_too() throws Exception {
    assertEquals(0, run("/usr/bin/curl", "--version").exit());
  }

  @Test
  void pilot_agent_answers_for_envoy() throws Exception {
    Tree whole = Json.read(agent("config_dump").stdout());
    assertEquals(3, whole.get("configs").items().size());
    Tree one =
        Json.read(
            agent(
                    "config_dump?resource=dynamic_active_clusters&name_regex=Pass.*&mask=cluster.name")
                .stdout());
    assertEquals("PassthroughCluster", one.at("configs[0].cluster.name").text(""));
    assertEquals(
        1,
        one.at("configs[0].cluster").fields().keySet().stream()
            .filter(name -> !name.equals("@type"))
            .count());
    assertTrue(agent("clusters").stdout().contains("BlackHoleCluster::added_via_api::true"));
    assertTrue(agent("listeners").stdout().contains("virtualOutbound::0.0.0.0:15001"));
    assertTrue(agent("server_info").stdout().contains("\"LIVE\""));
    assertTrue(agent("stats").stdout().contains("listener_manager.total_listeners_active"));
    assertTrue(agent("certs").stdout().contains("ROOTCA"));
    assertEquals(1, agent("nope").exit());
    assertTrue(
        site.exec("curl", "istio-proxy", "pilot-agent", "version").stdout().contains("1.30.3"));
  }

  @Test
  void a_whole_dump_is_narrowed_by_names_and_by_a_mask_as_in_envoy() throws Exception {
    Tree named = Json.read(agent("config_dump?name_regex=Pass.*|virtualOutbound|ROOTCA").stdout());
    assertEquals(
        List.of("PassthroughCluster"),
        names(named.at("configs[0].dynamic_active_clusters"), "cluster.name"));
    assertEquals(List.of("ROOTCA"), names(named.at("configs[2].dynamic_active_secrets"), "name"));
    assertEquals(
        List.of("virtualOutbound"), names(named.at("configs[1].dynamic_listeners"), "name"));
    Tree masked = Json.read(agent("config_dump?mask=dynamic_listeners").stdout());
    assertEquals(1, masked.get("configs").items().size());
    assertEquals(
        "dynamic_routes not found in config dump",
        agent("config_dump?resource=dynamic_routes").stdout());
    ExecResult refused = agent("config_dump?name_regex=(");
    assertEquals(1, refused.exit());
    assertTrue(refused.stderr().contains("status code 400: INVALID_ARGUMENT"), refused.stderr());
    assertTrue(agent("config_dump?mask=cluster").stderr().contains("FieldMask cluster could not"));
  }

  private static List<String> names(Tree list, String path) {
    return list.items().stream().map(one -> one.at(path).text("")).toList();
  }

  private static ExecResult agent(String path) throws InterruptedException {
    return site.exec("curl", "istio-proxy", "pilot-agent", "request", "GET", path);
  }
}
