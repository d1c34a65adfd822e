package dev.egresstls.lab.mesh.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogWordsTest {
  @ParameterizedTest
  @CsvSource({
    "10.244.0.3:59178, 59178",
    "[2001:db8::1]:443, 443",
    ":1, 1",
    "h:65535, 65535",
    "h:65536,",
    "h:0,",
    "h:,",
    "h,",
    "h:4a,",
    "h:4/,",
    "h:-1,",
    "h:0000000443,"
  })
  void a_port_stands_behind_the_last_colon(String hostPort, Integer port) {
    assertEquals(Optional.ofNullable(port), LogWords.port(hostPort));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "9, 9", "123456789, 123456789", "1234567890,", "'',", "1:,", "a,"})
  void a_number_has_at_most_nine_digits(String text, Integer number) {
    assertEquals(Optional.ofNullable(number), LogWords.number(text));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          a b,               a|b,         true
          "a b" c,           a b|c,       true
          a "b c",           a|b c,       true
          "a" "b",           a|b,         true
          a "" b,            a||b,        true
          "a"b" c,           a"b|c,       true
          a "b c,            a,           false
          a ",               a,           false
          """)
  void a_word_in_quotes_ends_at_a_quote_before_a_space_or_the_end(
      String line, String words, boolean closed) {
    List<String> into = new ArrayList<>();
    assertEquals(closed, LogWords.split(line, 0, into));
    assertEquals(words, String.join("|", into));
  }
}
