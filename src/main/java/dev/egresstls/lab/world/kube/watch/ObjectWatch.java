package dev.egresstls.lab.world.kube.watch;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.kube.rest.Answer;
import dev.egresstls.lab.world.kube.rest.ApiServer;
import dev.egresstls.lab.world.kube.rest.Call;
import dev.egresstls.lab.world.kube.rest.Kind;
import dev.egresstls.lab.world.kube.rest.Kinds;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
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

  private void list() {
    if (closed) {
      return;
    }
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
    } else if (answer.code() == 404) {
      notServed();
    } else if (!answer.ok()) {
      refused(call, answer);
    } else {
      Tree list = answer.tree();
      version = list.at("metadata.resourceVersion").text("");
      expired = false;
      hopes = 0;
      backoff.reset();
      mirror.listed(kind.items(list));
      watch(kind);
    }
  }

  private void watch(Kind kind) {
    if (closed) {
      return;
    }
    String path =
        kind.path(
            mirror.query(),
            "watch=true",
            "allowWatchBookmarks=true",
            "timeoutSeconds=" + WATCH_SECONDS,
            "resourceVersion=" + version);
    WatchEvents events = new WatchEvents(this::take);
    openedAt = System.nanoTime();
    server.stream(path, events)
        .orTimeout(WATCH_SECONDS + LATE_SECONDS, TimeUnit.SECONDS)
        .whenComplete((response, e) -> beat.soon(() -> opened(kind, events, response, e)));
  }

  private void opened(
      Kind kind, WatchEvents events, HttpResponse<AsyncBody> response, Throwable e) {
    if (e != null) {
      broke(e);
      return;
    }
    body = response.body();
    if (closed) {
      body.cancel();
      return;
    }
    boolean accepted = response.isSuccessful();
    if (accepted) {
      mirror.recovered();
    }
    Runnable next =
        accepted
            ? () -> ended(kind)
            : () -> notWatched(kind, new Answer(response.code(), events.rest()));
    body.consume();
    body.done()
        .orTimeout(WATCH_SECONDS + LATE_SECONDS, TimeUnit.SECONDS)
        .whenComplete((done, failure) -> beat.soon(next));
  }

  /** A watch ends now and then; the next one goes on from the last version, without a list. */
  private void ended(Kind kind) {
    if (closed) {
      return;
    }
    body.cancel();
    if (System.nanoTime() - openedAt > GOOD_NANOS) {
      backoff.reset();
    }
    if (expired) {
      beat.after(backoff.next(), this::list);
    } else {
      beat.after(backoff.next(), () -> watch(kind));
    }
  }

  private void notWatched(Kind kind, Answer answer) {
    if (answer.code() == 410) {
      beat.after(backoff.next(), this::list);
    } else if (answer.code() == 404) {
      notServed();
    } else {
      refused(Call.get("", kind.does("watch", mirror.query().namespace())), answer);
    }
  }

  private void take(Tree event) {
    Tree object = event.get("object");
    switch (event.get("type").text("")) {
      case "ADDED", "MODIFIED" -> mirror.put(object);
      case "DELETED" -> mirror.remove(object);
      case "ERROR" -> expired = true;
      default -> {}
    }
    object.at("metadata.resourceVersion").text().ifPresent(now -> version = now);
    if (!expired) {
      backoff.reset();
    }
  }

  private void notServed() {
    if (hopes > 0) {
      hopes--;
      beat.after(backoff.next(), this::list);
    } else {
      settled = true;
      backoff.reset();
      mirror.notServed();
    }
  }

  private void broke(Throwable e) {
    if (!closed) {
      mirror.failed(server.problems().of(e));
      beat.after(backoff.next(), this::list);
    }
  }

  private void refused(Call call, Answer answer) {
    Problem problem = server.problems().refused(call.does(), answer);
    mirror.failed(problem);
    boolean denied = problem.kind() == Problem.Kind.DENIED;
    beat.after(denied ? UNTIL_RIGHTS_CHANGE : backoff.next(), this::list);
  }
}
