package dev.egresstls.lab.world.kube.watch;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Watched;
import dev.egresstls.lab.world.kube.rest.ApiClient;
import dev.egresstls.lab.world.kube.rest.ApiRequest;
import dev.egresstls.lab.world.kube.rest.ApiResource;
import dev.egresstls.lab.world.kube.rest.ApiResources;
import dev.egresstls.lab.world.kube.rest.ServerResponse;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Keeps one {@link ObjectCache} up to date: lists once, then watches from that version on. All of
 * its moves are made on the thread of {@link WatchExecutor}, except that events are taken in where
 * they arrive.
 */
final class ObjectWatch {
  /** The server ends a watch after this long; a connection that died unseen is noticed then. */
  private static final int WATCH_SECONDS = 240;

  private static final int LATE_SECONDS = 30;

  /** A watch that lasted so long was a good one, even if nothing happened. */
  private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final int TRIES_AFTER_A_WRITE = 6;

  private static final int SEVERAL = 3; // one that ended early may be chance

  /** Rights change rarely, and by hand. */
  private static final Duration UNTIL_RIGHTS_CHANGE = Duration.ofSeconds(15);

  private final ApiClient server;
  private final ApiResources kinds;
  private final WatchExecutor beat;
  private final ObjectCache mirror;
  private final Backoff backoff = new Backoff();
  private volatile String version = "";
  private volatile boolean expired;
  private volatile boolean closed;
  private volatile AsyncBody body;

  /** Whether it was found that the kind is not served, and nothing is in progress. */
  private boolean settled;

  private int hopes;
  private final ListTurns turns = new ListTurns();
  private final NextMove plan;
  private long floor;

  /** Why there may be no watch. */
  private Optional<Problem> denied = Optional.empty();

  /** Whether the watch is to be opened again, since it said nothing of what the list has. */
  private boolean behind;

  /** The watch that is open, by number: of one that was given up nothing is heard. */
  private volatile int watching;

  private boolean open;
  private volatile long heardAt;
  private volatile boolean heard;

  /** How many watches in a row were of no use. */
  private volatile int useless;

  private long openedAt;

  ObjectWatch(ApiClient server, ApiResources kinds, WatchExecutor beat, ObjectCache mirror) {
    this.server = server;
    this.kinds = kinds;
    this.beat = beat;
    this.plan = new NextMove(beat);
    this.mirror = mirror;
  }

  ObjectCache mirror() {
    return mirror;
  }

  void start() {
    beat.soon(this::list);
  }

  /**
   * The kind may be served from now on; it is asked for so often, since a definition is Established
   * a moment before its objects can be listed.
   */
  void askAgain(int tries) {
    beat.soon(
        () -> {
          hopes = Math.max(hopes, tries);
          if (settled) {
            settled = false;
            list();
          }
        });
  }

  void close() {
    closed = true;
    cancelBody();
  }

  private void cancelBody() {
    Optional.ofNullable(body).ifPresent(AsyncBody::cancel);
  }

  /**
   * Lists again. There is one list at a time, so that an older one never comes after a newer one.
   *
   * @return completes when a list that was asked for after this call has been taken in, or failed
   */
  CompletableFuture<Void> renewed(Duration trusted) {
    boolean heardOf = mirror.state() == Watched.State.SYNCED;
    if (heardOf && System.nanoTime() - heardAt < trusted.toNanos()) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    beat.soon(
        () -> {
          turns.await(done);
          settled = false;
          list();
        });
    return done;
  }

  /** An object as the server answered to a change of it; the watch has some time to say so, too. */
  void wrote(Tree object) {
    if (mirror.state() != Watched.State.SYNCED) {
      askAgain(TRIES_AFTER_A_WRITE);
      return;
    }
    mirror.put(object);
    long written = ObjectCache.version(object);
    doubtUnless(() -> ObjectCache.number(version) >= written);
  }

  /** If something is not so after a moment, the watch may be dead: it is opened again. */
  private void doubtUnless(BooleanSupplier fine) {
    beat.after(
        server.timing().lag(),
        () -> {
          if (!fine.getAsBoolean()) {
            behind = true;
            list();
          }
        });
  }

  /** An object was deleted; the watch has some time to say so, too. */
  void deleted(Tree like) {
    Optional<Tree> before = mirror.known(like);
    doubtUnless(() -> before.isEmpty() || !mirror.known(like).equals(before));
  }

  /** Why there is no watch, if several in a row were of no use. */
  Optional<String> unwatched() {
    return useless < SEVERAL
        ? Optional.empty()
        : Optional.of(say("world.watch.none", mirror.query().kind()));
  }

  private void list() {
    if (closed || !turns.begin()) {
      return;
    }
    plan.drop();
    floor = mirror.highest();
    new KindSearch(kinds, beat).find(mirror.query(), this::list, this::notServed, this::broke);
  }

  private void list(ApiResource kind) {
    ApiRequest call =
        ApiRequest.get(kind.path(mirror.query()), kind.does("list", mirror.query().namespace()));
    server
        .sendAsync(call)
        .whenComplete((answer, e) -> beat.soon(() -> listed(kind, call, answer, e)));
  }

  private void listed(ApiResource kind, ApiRequest call, ServerResponse answer, Throwable e) {
    if (e != null) {
      broke(e);
    } else if (answer.absent()) {
      notServed();
    } else if (!answer.ok()) {
      refused(call, answer);
    } else if (!answer.tree().fields().containsKey("items")) {
      failed(server.problems().garbled(call, answer), backoff.next());
    } else {
      taken(kind, answer.tree());
      over();
    }
  }

  private void taken(ApiResource kind, Tree list) {
    String now = list.at("metadata.resourceVersion").text("");
    expired = false;
    hopes = 0;
    heardAt = System.nanoTime();
    if (useless == 0) {
      backoff.reset();
    }
    boolean anew = !open || behind;
    boolean news;
    synchronized (mirror) { // an event of the watch before is taken before all this, or never
      if (anew) {
        watching++;
        version = now;
      }
      news = mirror.listed(kind.items(list), ObjectCache.number(now), floor, denied);
    }
    if (anew) {
      behind = false;
      watch(kind);
    } else if (news) {
      expectNews();
    }
  }

  /** A list had what the watch has not said: it says so in a moment, or it is dead. */
  private void expectNews() {
    int number = watching;
    long before = heardAt;
    doubtUnless(() -> number != watching || heardAt != before);
  }

  /** A list has ended, one way or the other. */
  private void over() {
    if (turns.over()) {
      list();
    }
  }

  private void watch(ApiResource kind) {
    if (closed) {
      return;
    }
    cancelBody();
    int number;
    synchronized (mirror) {
      number = ++watching;
      heard = false;
    }
    open = true;
    String path = kind.watchPath(mirror.query(), version, WATCH_SECONDS);
    WatchEvents events = new WatchEvents(event -> take(number, event));
    openedAt = System.nanoTime();
    server.stream(path, events)
        .orTimeout(WATCH_SECONDS + LATE_SECONDS, TimeUnit.SECONDS)
        .whenComplete((response, e) -> beat.soon(() -> opened(kind, number, events, response, e)));
    supervise(number, server.timing().silence());
  }

  /** A watch that has been silent for longer than the server's bookmarks are apart may be dead. */
  private void supervise(int number, Duration wait) {
    beat.after(
        wait,
        () -> {
          Duration silent = Duration.ofNanos(System.nanoTime() - heardAt);
          Duration left = server.timing().silence().minus(silent);
          if (number == watching && !closed && left.isNegative()) {
            behind = true;
            list();
          } else if (number == watching && !closed) {
            supervise(number, left.plusMillis(1));
          }
        });
  }

  private void opened(
      ApiResource kind,
      int number,
      WatchEvents events,
      HttpResponse<AsyncBody> response,
      Throwable e) {
    boolean late = closed || number != watching;
    if (late && response != null) {
      response.body().cancel();
    } else if (!late && e != null) {
      useless();
    } else if (!late) {
      opened(kind, number, events, response);
    }
  }

  private void opened(
      ApiResource kind, int number, WatchEvents events, HttpResponse<AsyncBody> response) {
    body = response.body();
    ServerResponse head = new ServerResponse(response.code(), new byte[0]);
    if (head.ok()) {
      denied = Optional.empty();
      mirror.recovered();
    }
    Runnable next =
        head.ok()
            ? () -> ended(kind, events)
            : () -> notWatched(kind, new ServerResponse(head.code(), events.rest()));
    body.consume();
    body.done()
        .orTimeout(WATCH_SECONDS + LATE_SECONDS, TimeUnit.SECONDS)
        .whenComplete((done, failure) -> beat.soon(() -> ifStill(number, next)));
  }

  private void ifStill(int number, Runnable next) {
    if (!closed && number == watching) {
      open = false;
      next.run();
    }
  }

  /** The next watch goes on from the last version; after one that was of no use it is listed. */
  private void ended(ApiResource kind, WatchEvents events) {
    boolean lasted = System.nanoTime() - openedAt > GOOD_NANOS;
    if (lasted) {
      backoff.reset();
    }
    if (events.garbled() || (expired || !heard) && !lasted) {
      useless();
    } else if (expired) {
      plan.later(backoff.next(), this::list);
    } else {
      plan.later(backoff.next(), () -> watch(kind));
    }
  }

  private void useless() {
    open = false;
    useless++;
    plan.later(backoff.next(), this::list);
  }

  private void notWatched(ApiResource kind, ServerResponse answer) {
    if (answer.code() != 401 && answer.code() != 403) {
      useless();
      return;
    }
    ApiRequest call = ApiRequest.get("", kind.does("watch", mirror.query().namespace()));
    denied = Optional.of(server.problems().refused(call, answer));
    mirror.failed(denied.get());
    plan.later(UNTIL_RIGHTS_CHANGE, this::list);
  }

  private void take(int number, Tree event) {
    Tree object = event.get("object");
    synchronized (mirror) {
      if (number != watching) {
        return;
      }
      heardAt = System.nanoTime();
      heard = true;
      expired |= mirror.take(event.get("type").text(""), object);
      object.at("metadata.resourceVersion").text().ifPresent(now -> version = now);
    }
    if (!expired) {
      useless = 0;
      backoff.reset();
    }
  }

  private void notServed() {
    if (hopes > 0) {
      hopes--;
      plan.later(backoff.next(), this::list);
    } else {
      settled = true;
      backoff.reset();
      mirror.notServed();
    }
    over();
  }

  private void broke(Throwable e) {
    failed(server.problems().of(e), backoff.next());
  }

  private void refused(ApiRequest call, ServerResponse answer) {
    Problem problem = server.problems().refused(call, answer);
    boolean denied = problem.kind() == Problem.Kind.DENIED;
    failed(problem, denied ? UNTIL_RIGHTS_CHANGE : backoff.next());
  }

  private void failed(Problem problem, Duration wait) {
    if (!closed) {
      mirror.failed(problem);
      plan.later(wait, this::list);
      over();
    }
  }
}
