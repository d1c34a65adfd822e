package dev.egresstls.lab.cli.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong on the command line of {@code trace}, or in a file, and how it is told. */
class TraceSlipsTest extends TraceProcess {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bad.yaml | a: b: c | bad.yaml:1:5: not YAML",
        "bad.json | {\"a\":\\n ]} | bad.json:2:2: not JSON",
        "empty.yaml | # nothing | empty.yaml has no Kubernetes object",
        "plain.yaml | hello: [1, 2] | plain.yaml has no Kubernetes object"
      })
  void a_bad_file_ends_in_a_sentence_with_the_file_and_the_place(
      String name, String text, String sentence) throws IOException {
    String path = file(name, text.replace("\\n", "\n"));
    assertEquals(2, trace(GOOD, "--objects", path, "--istio", "1.29.1"));
    assertTrue(err().contains(sentence), err());
    assertFalse(err().contains("Exception"), err());
    assertEquals("", out());
  }

  static Stream<Arguments> slips() {
    return Stream.of(
        new Arguments("ftp", "not ftp", "ftp://x", "--objects", TUTORIAL, "--istio", "1.29"),
        new Arguments("no URL", "is not a URL", "http://:443", "--practice"),
        new Arguments("two URLs", "--why-not http://b", "http://a", "http://b", "--practice"),
        new Arguments("no file", "does not exist", GOOD, "--objects", "nope", "--istio", "1.29"),
        new Arguments("no version", "--istio 1.31.1", GOOD, "--objects", TUTORIAL),
        new Arguments("old", "from 1.26 to 1.31", GOOD, "--objects", TUTORIAL, "--istio", "1.9"),
        new Arguments(
            "word", "not an Istio version", GOOD, "--objects", TUTORIAL, "--istio", "new"),
        new Arguments(
            "flag",
            "did you mean PILOT_ENABLE_ALPHA_GATEWAY_API?",
            GOOD,
            "--objects",
            TUTORIAL,
            "--istio",
            "1.27",
            "--flag",
            "PILOT_ENABLE_ALPHA_GATEWAY_AP=true"),
        new Arguments(
            "value",
            "neither true nor false",
            GOOD,
            "--objects",
            TUTORIAL,
            "--istio",
            "1.27",
            "--flag",
            "PILOT_ENABLE_ALPHA_GATEWAY_API=yes"),
        new Arguments(
            "mode",
            "--outbound ALLOW_ANY",
            GOOD,
            "--objects",
            TUTORIAL,
            "--istio",
            "1.27",
            "--outbound",
            "ANY"),
        new Arguments(
            "form",
            "is not HOST:PORT:ADDR",
            GOOD,
            "--objects",
            TUTORIAL,
            "--istio",
            "1.27",
            "--resolve",
            "x"),
        new Arguments(
            "other",
            "does not match what is dialled",
            GOOD,
            "--objects",
            TUTORIAL,
            "--istio",
            "1.27",
            "--resolve",
            "a:443:1.2.3.4"),
        new Arguments("both", "one of them", GOOD, "--objects", TUTORIAL, "--practice"),
        new Arguments("live", "--objects FILE", GOOD, "--istio", "1.29.1", "--practice"));
  }

  record Arguments(String name, String sentence, String... args) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("slips")
  void a_slip_exits_with_2_and_says_the_way_out(Arguments slip) {
    assertEquals(2, trace(slip.args()), out());
    assertTrue(err().contains(slip.sentence()), err());
    assertEquals("", out());
  }

  @Test
  void a_client_that_is_not_in_the_files_exits_with_3_and_a_hint() throws IOException {
    String client = file("d.yaml", "kind: Deployment\nmetadata: {name: curl-client}\n");
    assertEquals(3, trace(GOOD, "--from", "curl-clint", "--objects", client, "--istio", "1.29"));
    assertTrue(err().contains("neither a Deployment default/curl-clint"), err());
    assertTrue(err().contains("--from deploy/curl-client"), err());
  }
}
