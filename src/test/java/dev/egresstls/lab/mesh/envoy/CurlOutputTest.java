package dev.egresstls.lab.mesh.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurlOutputTest {
  private static List<Capture> captures() {
    return Captures.all();
  }

  @Test
  void what_curl_said_in_a_capture_is_read() {
    Captures.each(
        captures(),
        capture -> {
          for (Tree dial : capture.dials()) {
            CurlOutput curl =
                CurlOutput.parse(dial.get("stdout").text(""), dial.get("stderr").text(""));
            Tree said = dial.get("curl");
            assertEquals(said.get("exit").text(), curl.exit().map(String::valueOf));
            assertEquals(said.get("remoteIp").text(), curl.connection().remoteIp());
            assertEquals(
                said.get("localPort").text(), curl.connection().localPort().map(String::valueOf));
            assertEquals(Integer.parseInt(said.get("httpCode").text("")), curl.httpCode());
            assertTrue(curl.connection().remotePort().isPresent());
            assertEquals(curl.httpCode() > 0, curl.headers().containsKey("server"));
            assertEquals(curl.exit().get() != 0, curl.error().isPresent());
          }
        });
  }

  @Test
  void the_line_that_the_lab_asks_for_is_read() {
    CurlOutput curl =
        CurlOutput.parse(
            "HTTP/1.1 200 OK\r\nServer: gws\r\nX-A: 1\r\nx-a: 2\r\n\r\n\n{\"exitcode\":0,"
                + "\"http_code\":\"200\",\"remote_ip\":\"203.0.113.10\",\"remote_port\":443,"
                + "\"local_ip\":\"10.244.0.3\",\"local_port\":59178}\n",
            "");
    assertEquals(Optional.of(0), curl.exit());
    assertEquals(200, curl.httpCode());
    assertEquals("gws", curl.headers().get("server"));
    assertEquals("1, 2", curl.headers().get("x-a"));
    assertEquals(Optional.of("203.0.113.10"), curl.connection().remoteIp());
    assertEquals(Optional.of(443), curl.connection().remotePort());
    assertEquals(Optional.of("10.244.0.3"), curl.connection().localIp());
    assertEquals(Optional.of(59178), curl.connection().localPort());
  }

  @Test
  void a_name_that_does_not_resolve_leaves_no_address() {
    CurlOutput curl =
        CurlOutput.parse(
            "\n{\"exitcode\":6,\"http_code\":\"000\",\"remote_ip\":\"\",\"remote_port\":-1,"
                + "\"local_ip\":\"\",\"local_port\":-1}\n",
            "curl: (6) Could not resolve host: nope.example\n");
    assertEquals(Optional.of(6), curl.exit());
    assertEquals(0, curl.httpCode());
    assertEquals(Optional.empty(), curl.connection().remoteIp());
    assertEquals(Optional.empty(), curl.connection().localPort());
    assertEquals(Optional.of("Could not resolve host: nope.example"), curl.error());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* Connected to www.google.com (203.0.113.10) port 443 (#0)",
        "* Connected to www.google.com (203.0.113.10) port 443",
        "* Established connection to www.google.com (203.0.113.10 port 443) from 10.0.0.3 port 81"
      })
  void every_wording_of_the_connection_is_understood(String line) {
    CurlOutput curl = CurlOutput.parse("", line);
    assertEquals(Optional.of("203.0.113.10"), curl.connection().remoteIp());
    assertEquals(Optional.of(443), curl.connection().remotePort());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*   Trying 203.0.113.10:443...",
        "* Trying [2001:db8::1]:443...",
        "*   Trying 2001:db8::1:443..."
      })
  void an_address_that_was_only_tried_is_known_as_that(String line) {
    CurlOutput curl =
        CurlOutput.parse(
            "\n{\"exitcode\":7,\"http_code\":\"000\",\"remote_ip\":\"\",\"remote_port\":0,"
                + "\"local_ip\":\"\",\"local_port\":0}\n",
            line + "\n* connect to 203.0.113.10 port 443 failed: Connection refused\n");
    assertEquals(Optional.empty(), curl.connection().remoteIp());
    assertEquals(Optional.empty(), curl.connection().remotePort());
    assertEquals(
        line.contains("203") ? "203.0.113.10" : "2001:db8::1",
        curl.connection().tried().orElse(""));
  }

  @Test
  void the_newest_wording_also_tells_the_clients_own_port() {
    CurlOutput curl =
        CurlOutput.parse(
            "", "* Established connection to h (2001:db8::1 port 443) from 10.0.0.3 port 81 ");
    assertEquals(Optional.of("10.0.0.3"), curl.connection().localIp());
    assertEquals(Optional.of(81), curl.connection().localPort());
    assertEquals(Optional.of("2001:db8::1"), curl.connection().remoteIp());
  }

  @Test
  void verbose_text_alone_tells_headers_and_exit() {
    CurlOutput curl =
        CurlOutput.parse(
            "",
            "< HTTP/1.1 301 Moved\n< Location: /x\n< \n< HTTP/2 200\n< server: envoy\n<\n"
                + "< not: a header\ncurl: (56) Recv failure\n");
    assertEquals(200, curl.httpCode());
    assertEquals("{server=envoy}", curl.headers().toString());
    assertEquals(Optional.of(56), curl.exit());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"exitcode\":",
        "{\"exitcode\":\"x\",\"http_code\":[]}",
        "HTTP/1.1 999999 x",
        ": :",
        "curl: (999) x",
        "99999999999999 200 x 1 1"
      })
  void nonsense_never_throws(String text) {
    CurlOutput.parse(text, text);
    CurlOutput.parse("HTTP/1.1 200 OK\n" + text, "< HTTP/1.1 200 OK\n< " + text);
  }
}
