package dev.egresstls.lab.ledger;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.background.Threads;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * One lab at a time changes a namespace of a cluster: whoever does holds a Lease there, and renews
 * it while the process runs. One whose holder is gone is taken over.
 */
public final class ClusterLease implements AutoCloseable {
  /** The name of the Lease. */
  public static final String NAME = "egresstls-lab";

  private static final String API = "coordination.k8s.io/v1";
  private static final Duration LASTS = Duration.ofSeconds(60);
  private static final Duration RENEWED = Duration.ofSeconds(20);

  /** As the API server writes a MicroTime (apimachinery/pkg/apis/meta/v1/micro_time.go @1.33). */
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * Who asks for a Lease.
   *
   * @param alive whether a process of this host is still there
   */
  public record Holder(String user, String host, long pid, LongPredicate alive) {
    /** This process. */
    public static Holder ofThisProcess() {
      String host = System.getenv().getOrDefault("HOSTNAME", "");
      return new Holder(
          System.getProperty("user.name"),
          host.isEmpty() ? localHost() : host,
          ProcessHandle.current().pid(),
          pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
    }

    private static String localHost() {
      try {
        return java.net.InetAddress.getLocalHost().getHostName();
      } catch (java.net.UnknownHostException e) {
        return "localhost";
      }
    }

    /** {@code ana@laptop/4711}. */
    String identity() {
      return user + "@" + host + "/" + pid;
    }

    /** Whether it names a process of this user and host that has ended, or this one. */
    boolean isOwnAndGone(String identity) {
      return identity.equals(identity()) || identity.startsWith(user + "@") && isGone(identity);
    }

    /** Whether it names a process of this host that has ended. */
    boolean isGone(String identity) {
      int slash = identity.lastIndexOf('/');
      int at = identity.indexOf('@');
      if (at < 0 || slash < at || !identity.substring(slash + 1).matches("\\d{1,18}")) {
        return false;
      }
      boolean here = identity.substring(at + 1, slash).equals(host);
      return here && !alive.test(Long.parseLong(identity.substring(slash + 1)));
    }
  }

  private final Resources resources;
  private final Ref ref;
  private final Clock clock;
  private final Holder holder;
  private final Consumer<String> says;
  private Optional<String> uid = Optional.empty();
  private Instant renewed = Instant.EPOCH;
  private boolean denied;
  private Optional<ScheduledExecutorService> renewing = Optional.empty();

  /**
   * A Lease that is not asked for yet.
   *
   * @param namespace the lab's
   * @param says is called once if the cluster does not let this user have one
   */
  public ClusterLease(
      Resources resources, String namespace, Clock clock, Holder holder, Consumer<String> says) {
    this.resources = resources;
    this.ref = new Ref(API, "Lease", Optional.of(namespace), NAME);
    this.clock = clock;
    this.holder = holder;
    this.says = says;
  }

  /**
   * Sees to it that this process holds it, before something is changed.
   *
   * @throws LabFailure (precondition) if another does: it says who, and since when
   */
  public synchronized void acquire() {
    if (denied || (uid.isPresent() && !isOver(renewed, LASTS.minus(RENEWED)))) {
      return;
    }
    try {
      take(resources.get(ref));
    } catch (LabFailure e) {
      if (e.problem().kind() != Problem.Kind.DENIED) {
        throw e;
      }
      denied = true;
      says.accept(say("ledger.lease.denied", ref.namespace().orElse("")));
    }
  }

  /**
   * A Lease that this process does not hold.
   *
   * @param since when it was acquired
   * @param left whether a process of this user and machine held it that has ended
   */
  public record Trace(Ref ref, String holder, String since, boolean left) {}

  /** Looks whether there is one; empty also if this user may not look. */
  public synchronized Optional<Trace> trace() {
    return uid.isPresent() ? Optional.empty() : found().map(this::trace);
  }

  private Optional<Tree> found() {
    try {
      return resources.get(ref);
    } catch (LabFailure e) {
      if (e.problem().kind() != Problem.Kind.DENIED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Trace trace(Tree lease) {
    String by = lease.at("spec.holderIdentity").text("");
    return new Trace(ref, Neutral.line(by), since(lease), holder.isOwnAndGone(by));
  }

  /** Deletes one that a process of this user and machine left; gives whether there was one. */
  public synchronized boolean clear() {
    Optional<Tree> left =
        uid.isPresent() ? Optional.empty() : found().filter(one -> trace(one).left());
    return left.isPresent()
        && resources.delete(
            ref,
            left.get().at("metadata.uid").text(),
            left.get().at("metadata.resourceVersion").text());
  }

  private static String since(Tree lease) {
    return Neutral.line(lease.at("spec.acquireTime").text("").replaceFirst("\\.\\d+Z$", "Z"));
  }

  private void take(Optional<Tree> found) {
    if (found.isEmpty()) {
      create();
      return;
    }
    String other = found.get().at("spec.holderIdentity").text("");
    boolean mine = other.equals(holder.identity());
    if (!mine && !other.isEmpty() && !isStale(found.get(), other)) {
      uid = Optional.empty();
      throw held(found.get(), other).failure();
    }
    if (mine) {
      hold(resources.merge(ref, renewal(found.get())));
    } else {
      // A new one has a UID of its own, so whoever held this one cannot renew or delete it.
      resources.delete(ref, found.get().at("metadata.uid").text());
      create();
    }
  }

  private void create() {
    Tree metadata = Tree.object("name", NAME, "namespace", ref.namespace().orElse(""));
    Tree lease =
        Tree.object("apiVersion", API, "kind", "Lease", "metadata", metadata, "spec", spec());
    try {
      hold(resources.create(lease));
    } catch (LabFailure e) {
      // Someone was quicker, or there is no such namespace yet: then nobody can be in it either.
      Optional<Tree> now = resources.get(ref);
      if (e.problem().kind() == Problem.Kind.DENIED) {
        throw e;
      }
      if (now.isPresent()) {
        take(now);
      }
    }
  }

  private void hold(Tree lease) {
    uid = lease.at("metadata.uid").text();
    renewed = clock.now();
    if (renewing.isEmpty()) {
      ScheduledExecutorService executor = Threads.timer("lease");
      long period = RENEWED.toMillis();
      executor.scheduleWithFixedDelay(
          Threads.guarded(this::renew), period, period, TimeUnit.MILLISECONDS);
      renewing = Optional.of(executor);
    }
  }

  /** What cannot be renewed now may be the next time; acquire() asks who holds it before that. */
  synchronized void renew() {
    try {
      if (uid.isPresent()) {
        Optional<Tree> found =
            resources.get(ref).filter(one -> one.at("metadata.uid").text().equals(uid));
        if (found.isPresent()) {
          resources.merge(ref, renewal(found.get()));
          renewed = clock.now();
        }
      }
    } catch (LabFailure e) {
      return;
    }
  }

  private Tree spec() {
    String now = MICROS.format(clock.now());
    return Tree.object(
        "holderIdentity",
        holder.identity(),
        "leaseDurationSeconds",
        LASTS.toSeconds(),
        "acquireTime",
        now,
        "renewTime",
        now);
  }

  /** The server refuses it if the Lease is another one by now, or was changed. */
  private Tree renewal(Tree found) {
    Tree metadata = Tree.object("resourceVersion", found.at("metadata.resourceVersion").text(""));
    return Tree.object("metadata", metadata, "spec", spec().without("acquireTime"));
  }

  private boolean isStale(Tree lease, String other) {
    long lasts = lease.at("spec.leaseDurationSeconds").number(LASTS.toSeconds());
    boolean expired =
        time(lease, "spec.renewTime").map(at -> isOver(at, Duration.ofSeconds(lasts))).orElse(true);
    return expired || holder.isGone(other);
  }

  private boolean isOver(Instant begun, Duration lasts) {
    return clock.now().isAfter(begun.plus(lasts));
  }

  private static Optional<Instant> time(Tree lease, String path) {
    try {
      return lease.at(path).text().map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Problem held(Tree lease, String other) {
    return Problem.of(
        Problem.Kind.PRECONDITION,
        say("ledger.lease.held", ref.namespace().orElse(""), Neutral.line(other), since(lease)),
        say("ledger.lease.look"),
        say("ledger.lease.namespace"));
  }

  @Override
  public void close() {
    release();
  }

  /** Gives it back, if this process holds it; it can be acquired again. */
  public synchronized void release() {
    renewing.ifPresent(ScheduledExecutorService::shutdownNow);
    renewing = Optional.empty();
    boolean interrupted = Thread.interrupted(); // Ctrl-C ends the lab, and its Lease as well
    try {
      if (uid.isPresent()) {
        resources.delete(ref, uid);
      }
    } catch (LabFailure e) {
      return; // it ends by itself after a minute
    } finally {
      uid = Optional.empty();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
