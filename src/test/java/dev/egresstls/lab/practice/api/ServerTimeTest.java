package dev.egresstls.lab.practice.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** A server says what time it is, also after others in the same process have ended. */
class ServerTimeTest {
  private static Instant said(PracticeCluster cluster) throws Exception {
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(cluster.url() + "/version")).build(),
                HttpResponse.BodyHandlers.discarding());
    return ZonedDateTime.parse(
            answer.headers().firstValue("Date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME)
        .toInstant();
  }

  @Test
  void the_time_goes_on_after_another_server_has_ended() throws Exception {
    Instant first;
    try (PracticeCluster cluster = PracticeCluster.start(PracticeOptions.withIstio("1.27.9"))) {
      first = said(cluster);
    }
    try (PracticeCluster cluster = PracticeCluster.start(PracticeOptions.withIstio("1.27.9"))) {
      Instant again = said(cluster);
      while (again.equals(first)) {
        again = said(cluster); // a second of the header's lasts as long as one of the clock's
        assertTrue(
            Duration.between(first, Instant.now()).toSeconds() < 10, "the time stands still");
      }
      assertTrue(again.isAfter(first));
    }
  }
}
