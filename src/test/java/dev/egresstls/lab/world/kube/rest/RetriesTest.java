package dev.egresstls.lab.world.kube.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.kube.ScriptedServer;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose answers are given, and a time that passes only where something waits. */
class RetriesTest {
  private static final ApiOperation DEED = new ApiOperation("try things");
  private static final ApiRequest GET = ApiRequest.get("/x", DEED);
  private static final ApiRequest PATCH = ApiRequest.patch("/x", "application/json", "{}", DEED);
  private static final ServerResponse OK = new ServerResponse(200, bytes("{\"kind\":\"Service\"}"));
  private static final ServerResponse ABSENT =
      new ServerResponse(404, bytes("{\"kind\":\"Status\"}"));
  private static final ServerResponse EXISTS =
      new ServerResponse(409, bytes("{\"kind\":\"Status\"}"));

  private final Deque<Supplier<CompletableFuture<ServerResponse>>> script = new ArrayDeque<>();
  private final List<String> sent = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private long nanos;
  private boolean frozen;
  private final CompletableFuture<Void> never = new CompletableFuture<>();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private final Clock clock =
      new Clock() {
        @Override
        public Instant now() {
          return Instant.parse("2026-11-30T12:00:00Z").plusNanos(nanos);
        }

        @Override
        public long nanos() {
          return nanos;
        }
      };

  private final Retries retries =
      new Retries(
          call -> {
            sent.add(call.method());
            return script.size() > 1 ? script.poll().get() : script.peek().get();
          },
          new Timing(Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO, clock, this::pass),
          new ServerProblems(ScriptedServer.context("http://127.0.0.1:1")));

  private CompletableFuture<Void> pass(Duration time) {
    pauses.add(time);
    nanos += time.toNanos();
    return frozen ? never : CompletableFuture.completedFuture(null);
  }

  private RetriesTest then(ServerResponse answer) {
    script.add(() -> CompletableFuture.completedFuture(answer));
    return this;
  }

  private RetriesTest then(IOException e) {
    script.add(() -> CompletableFuture.failedFuture(e));
    return this;
  }

  private static ServerResponse status(int code, String... headers) {
    return new ServerResponse(
        code,
        bytes("{\"kind\":\"Status\"}"),
        headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]));
  }

  private static final IOException LOST = new IOException("Connection reset");

  private ApiRequest post(ApiRequest.Done done) {
    return ApiRequest.post("/x", "{}", DEED).with(new ApiRequest.Lookup(GET, done));
  }

  private ServerResponse send(ApiRequest call) throws Exception {
    return retries.send(call).get();
  }

  @Test
  void a_server_that_is_too_busy_is_asked_again_when_it_says_so_also_for_a_post() throws Exception {
    then(status(429, "retry-after", "7")).then(OK);
    assertEquals(200, send(post((answer, when) -> false)).code());
    assertEquals(List.of("POST", "POST"), sent);
    assertEquals(List.of(Duration.ofSeconds(7)), pauses);
  }

  @Test
  void a_date_to_wait_for_is_by_the_servers_clock() throws Exception {
    Map<String, String> headers =
        Map.of(
            "date", "Mon, 30 Nov 2026 14:00:00 GMT",
            "retry-after", "Mon, 30 Nov 2026 14:00:03 GMT");
    then(new ServerResponse(503, bytes("{}"), headers)).then(OK);
    assertEquals(200, send(GET).code());
    assertEquals(List.of(Duration.ofSeconds(3)), pauses);
  }

  @Test
  void nobody_waits_longer_than_the_patience_of_the_request() throws Exception {
    then(status(429, "retry-after", "3600")).then(OK);
    assertEquals(429, send(GET).code());
    assertEquals(List.of(), pauses);
    script.clear();
    then(status(503));
    assertEquals(503, send(GET).code());
    assertTrue(Duration.ofNanos(nanos).compareTo(Duration.ofSeconds(15)) <= 0, pauses.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void one_failure_in_between_is_not_the_end_of_what_may_be_done_twice(int code) throws Exception {
    then(status(code)).then(OK);
    assertEquals(200, send(PATCH).code());
    assertEquals(List.of("PATCH", "PATCH"), sent);
  }

  @Test
  void an_internal_error_that_stays_is_told_soon() throws Exception {
    then(status(500));
    assertEquals(500, send(PATCH.with(new ApiRequest.Lookup(GET, (a, w) -> false))).code());
    assertEquals(List.of("PATCH", "PATCH", "PATCH", "GET", "GET", "GET"), sent);
  }

  @Test
  void a_post_that_was_done_though_its_answer_was_lost_is_done_once() throws Exception {
    then(LOST).then(OK);
    ServerResponse answer = send(post((seen, when) -> seen.ok()));
    assertEquals("{\"kind\":\"Service\"}", answer.text());
    assertEquals(List.of("POST", "GET"), sent);
  }

  @Test
  void a_post_that_was_not_done_is_sent_again_after_a_look() throws Exception {
    then(LOST).then(ABSENT).then(OK);
    assertEquals(200, send(post((seen, when) -> seen.ok())).code());
    assertEquals(List.of("POST", "GET", "POST"), sent);
  }

  @Test
  void what_somebody_else_made_in_the_meantime_stays_a_conflict() throws Exception {
    then(LOST).then(ABSENT).then(EXISTS).then(OK);
    assertEquals(409, send(post((seen, when) -> false)).code());
    assertEquals(List.of("POST", "GET", "POST", "GET"), sent);
  }

  @Test
  void a_post_that_arrived_late_is_not_taken_for_somebody_elses() throws Exception {
    then(LOST).then(ABSENT).then(EXISTS).then(OK);
    assertEquals(200, send(post((seen, when) -> seen.ok())).code());
  }

  @Test
  void a_delete_whose_answer_was_lost_has_done_it() throws Exception {
    ApiRequest delete = ApiRequest.delete("/x", "{}", DEED);
    then(LOST).then(ABSENT);
    assertEquals(
        200, send(delete.with(new ApiRequest.Lookup(GET, (seen, when) -> seen.absent()))).code());
    script.clear();
    then(ABSENT);
    assertEquals(404, send(delete).code());
  }

  @Test
  void an_answer_that_breaks_off_is_no_answer() throws Exception {
    then(new ServerResponse(200, bytes("{\"items\": [{\"meta"))).then(OK);
    assertEquals(OK, send(GET));
  }

  @Test
  void a_server_that_refuses_connections_is_told_at_once_unless_it_has_answered_before()
      throws Exception {
    then(new ConnectException("Connection refused"));
    assertThrows(ExecutionException.class, () -> send(GET));
    assertEquals(List.of(), pauses);
    script.clear();
    then(status(200, "date", "Mon, 30 Nov 2026 14:00:00 GMT"));
    send(GET);
    script.clear();
    then(new ConnectException("Connection refused")).then(OK);
    assertEquals(200, send(PATCH).code());
  }

  @Test
  void after_somebody_has_stopped_waiting_nothing_is_sent_any_more() {
    frozen = true;
    then(status(503)).then(OK);
    CompletableFuture<ServerResponse> waiting = retries.send(PATCH);
    assertFalse(waiting.isDone());
    waiting.cancel(true);
    never.complete(null);
    assertEquals(List.of("PATCH"), sent);
  }

  @Test
  void a_server_whose_clock_is_behind_is_known_by_its_answers() throws Exception {
    then(status(200, "date", "Mon, 30 Nov 2026 10:00:00 GMT"));
    send(GET);
    assertEquals(Duration.ofHours(2), retries.behind());
    script.clear();
    then(status(200, "date", "Mon, 30 Nov 2026 14:00:00 GMT"));
    send(GET);
    assertEquals(Duration.ZERO, retries.behind());
  }

  @Test
  void a_redirect_is_a_failure_and_no_answer() {
    then(status(302, "location", "http://elsewhere/"));
    ExecutionException e = assertThrows(ExecutionException.class, () -> send(GET));
    assertTrue(e.getCause().getMessage().contains("http://elsewhere"), e.toString());
  }
}
