package dev.egresstls.lab.world.kube.watch;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Watched;
import dev.egresstls.lab.world.kube.rest.Answer;
import dev.egresstls.lab.world.kube.rest.ApiServer;
import dev.egresstls.lab.world.kube.rest.Call;
import dev.egresstls.lab.world.kube.rest.Kind;
import dev.egresstls.lab.world.kube.rest.Kinds;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one {@link Mirror} up to date: lists once, then watches from that version on. All of its
 * moves are made on the thread of {@link Beat}, except that events are taken in where they arrive.
 */
final class ObjectWatch {
  /** The server ends a watch after this long; a connection that died unseen is noticed then. */
  private static final int WATCH_SECONDS = 240;

  private static final int LATE_SECONDS = 30;

  /** A watch that lasted so long was a good one, even if nothing happened. */
  private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final int TRIES_AFTER_A_WRITE = 6;

  /** One that ended early may be chance. */
  private static final int SEVERAL = 3;

  /** Rights change rarely, and by hand. */
  private static final Duration UNTIL_RIGHTS_CHANGE = Duration.ofSeconds(15);

  private final ApiServer server;
  private final Kinds kinds;
  private final Beat beat;
  private final Mirror mirror;
  private final Backoff backoff = new Backoff();
  private volatile String version = "";
  private volatile boolean expired;
  private volatile boolean closed;
  private volatile AsyncBody body;

  /** Whether it was found that the kind is not served, and nothing is under way. */
  private boolean settled;

  private int hopes;

  /** Who waits for the list that is under way, and for the next one. */
  private List<CompletableFuture<Void>> listeners = List.of();

  private List<CompletableFuture<Void>> renewals = new ArrayList<>();
  private boolean listing;
  private boolean listNext;
  private long floor;
  private int planned;

  /** Why there may be no watch: what was listed once is then not kept up to date. */
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

  ObjectWatch(ApiServer server, Kinds kinds, Beat beat, Mirror mirror) {
    this.server = server;
    this.kinds = kinds;
    this.beat = beat;
    this.mirror = mirror;
  }

  Mirror mirror() {
    return mirror;
  }

  void start() {
    beat.soon(this::list);
  }

  /**
   * The kind may be served from now on.
   *
   * @param tries how often to ask again while it is not: a definition is Established a moment
   *     before its objects can be listed
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
    AsyncBody open = body;
    if (open != null) {
      open.cancel();
    }
  }

  /**
   * Lists again. There is one list at a time, so that an older one never comes after a newer one.
   *
   * @return completes when a list that was asked for after this call has been taken in, or failed
   */
  CompletableFuture<Void> renewed(Duration trusted) {
    boolean heardOf = mirror.state() == Watched.State.SYNCED;
    if (heardOf && nanos() - heardAt < trusted.toNanos()) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    beat.soon(
        () -> {
          renewals.add(done);
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
    long written = Mirror.version(object);
    beat.after(
        server.timing().lag(),
        () -> {
          if (Mirror.number(version) < written) {
            behind = true;
            list();
          }
        });
  }

  /** An object was deleted; the watch has some time to say so, too. */
  void deleted(Tree like) {
    Optional<Tree> before = mirror.known(like);
    if (before.isPresent()) {
      beat.after(
          server.timing().lag(),
          () -> {
            if (mirror.known(like).equals(before)) {
              behind = true;
              list();
            }
          });
    }
  }

  /** Why there is no watch, if several in a row were of no use. */
  Optional<String> unwatched() {
    return useless < SEVERAL
        ? Optional.empty()
        : Optional.of(say("world.watch.none", mirror.query().kind()));
  }

  private void list() {
    if (closed) {
      return;
    }
    if (listing) {
      listNext = true;
      return;
    }
    listing = true;
    listNext = false;
    planned++;
    listeners = renewals;
    renewals = new ArrayList<>();
    floor = mirror.highest();
    Kind kind = Kinds.byHeart(mirror.query().apiVersion(), mirror.query().kind()).orElse(null);
    if (kind == null) {
      discoverAndList();
    } else {
      list(kind);
    }
  }

  private void discoverAndList() {
    beat.aside(() -> kinds.find(mirror.query().apiVersion(), mirror.query().kind()))
        .whenComplete(
            (kind, e) ->
                beat.soon(
                    () -> {
                      if (e != null) {
                        broke(e);
                      } else if (kind.isPresent()) {
                        list(kind.get());
                      } else {
                        notServed();
                      }
                    }));
  }

  private void list(Kind kind) {
    Call call = Call.get(kind.path(mirror.query()), kind.does("list", mirror.query().namespace()));
    server
        .sendAsync(call)
        .whenComplete((answer, e) -> beat.soon(() -> listed(kind, call, answer, e)));
  }

  private void listed(Kind kind, Call call, Answer answer, Throwable e) {
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

  private void taken(Kind kind, Tree list) {
    String now = list.at("metadata.resourceVersion").text("");
    expired = false;
    hopes = 0;
    heardAt = nanos();
    if (useless == 0) {
      backoff.reset();
    }
    boolean news = mirror.listed(kind.items(list), Mirror.number(now), floor, denied);
    if (!open || behind) {
      behind = false;
      version = now;
      watch(kind);
    } else if (news) {
      expectNews();
    }
  }

  /** A list had what the watch has not said: it says so in a moment, or it is dead. */
  private void expectNews() {
    int number = watching;
    long before = heardAt;
    beat.after(
        server.timing().lag(),
        () -> {
          if (number == watching && heardAt == before) {
            behind = true;
            list();
          }
        });
  }

  /** A list has ended, one way or the other. */
  private void over() {
    listing = false;
    listeners.forEach(one -> one.complete(null));
    listeners = List.of();
    if (listNext || !renewals.isEmpty()) {
      list();
    }
  }

  private void watch(Kind kind) {
    if (closed) {
      return;
    }
    AsyncBody before = body;
    if (before != null) {
      before.cancel();
    }
    int number = ++watching;
    open = true;
    heard = false;
    String path =
        kind.path(
            mirror.query(),
            "watch=true",
            "allowWatchBookmarks=true",
            "timeoutSeconds=" + WATCH_SECONDS,
            "resourceVersion=" + version);
    WatchEvents events = new WatchEvents(event -> take(number, event));
    openedAt = nanos();
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
          Duration silent = Duration.ofNanos(nanos() - heardAt);
          Duration left = server.timing().silence().minus(silent);
          if (number != watching || closed) {
            return;
          }
          if (left.isNegative() || left.isZero()) {
            behind = true;
            list();
          } else {
            supervise(number, left);
          }
        });
  }

  private void opened(
      Kind kind, int number, WatchEvents events, HttpResponse<AsyncBody> response, Throwable e) {
    if (closed || number != watching) {
      if (response != null) {
        response.body().cancel();
      }
      return;
    }
    if (e != null) {
      useless();
      return;
    }
    body = response.body();
    boolean accepted = response.isSuccessful();
    if (accepted) {
      denied = Optional.empty();
      mirror.recovered();
    }
    Runnable next =
        accepted
            ? () -> ended(kind, events)
            : () -> notWatched(kind, new Answer(response.code(), events.rest()));
    body.consume();
    body.done()
        .orTimeout(WATCH_SECONDS + LATE_SECONDS, TimeUnit.SECONDS)
        .whenComplete((done, failure) -> beat.soon(() -> ifStill(number, next)));
  }

  private void ifStill(int number, Runnable next) {
    if (!closed && number == watching) {
      open = false;
      body.cancel();
      next.run();
    }
  }

  /**
   * A watch ends now and then; the next one goes on from the last version, without a list. After
   * one that was of no use nothing is known, so what it should have said is listed.
   */
  private void ended(Kind kind, WatchEvents events) {
    boolean lasted = nanos() - openedAt > GOOD_NANOS;
    if (lasted) {
      backoff.reset();
    }
    if (events.garbled() || !heard && !lasted) {
      useless();
    } else if (expired) {
      later(backoff.next(), this::list);
    } else {
      later(backoff.next(), () -> watch(kind));
    }
  }

  private void useless() {
    open = false;
    useless++;
    later(backoff.next(), this::list);
  }

  /** One move is planned at a time, and none any more once a list is under way. */
  private void later(Duration wait, Runnable move) {
    int mine = ++planned;
    beat.after(
        wait,
        () -> {
          if (mine == planned) {
            move.run();
          }
        });
  }

  private static long nanos() {
    return System.nanoTime();
  }

  private void notWatched(Kind kind, Answer answer) {
    if (answer.code() == 410) {
      later(backoff.next(), this::list);
    } else if (answer.absent()) {
      notServed();
    } else if (answer.code() != 401 && answer.code() != 403) {
      useless();
    } else {
      denied = Optional.of(watchDenied(kind, answer));
      refused(Call.get("", kind.does("watch", mirror.query().namespace())), answer);
    }
  }

  private Problem watchDenied(Kind kind, Answer answer) {
    Call call = Call.get("", kind.does("watch", mirror.query().namespace()));
    return server.problems().refused(call, answer);
  }

  private void take(int number, Tree event) {
    if (number != watching) {
      return;
    }
    Tree object = event.get("object");
    heardAt = nanos();
    heard = true;
    switch (event.get("type").text("")) {
      case "ADDED", "MODIFIED" -> mirror.put(object);
      case "DELETED" -> mirror.remove(object);
      case "ERROR" -> expired = true;
      default -> {}
    }
    object.at("metadata.resourceVersion").text().ifPresent(now -> version = now);
    if (!expired) {
      useless = 0;
      backoff.reset();
    }
  }

  private void notServed() {
    if (hopes > 0) {
      hopes--;
      later(backoff.next(), this::list);
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

  private void refused(Call call, Answer answer) {
    Problem problem = server.problems().refused(call, answer);
    boolean denied = problem.kind() == Problem.Kind.DENIED;
    failed(problem, denied ? UNTIL_RIGHTS_CHANGE : backoff.next());
  }

  private void failed(Problem problem, Duration wait) {
    if (!closed) {
      mirror.failed(problem);
      later(wait, this::list);
      over();
    }
  }
}
