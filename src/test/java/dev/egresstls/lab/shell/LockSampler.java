package dev.egresstls.lab.shell;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at the monitors that all threads hold, again and again, and keeps in which order. */
@SuppressWarnings("try") // a scope, which nobody needs to name
final class LockSampler implements AutoCloseable {
  private static final String OURS = "dev.egresstls.lab.";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<String, Set<String>> inner = new TreeMap<>();
  private final Set<String> deadlocks = new TreeSet<>();
  private final Thread thread = new Thread(this::sample, "lock-sampler");
  private volatile boolean over;

  LockSampler() {
    thread.start();
  }

  private void sample() {
    while (!over) {
      for (ThreadInfo info : threads.dumpAllThreads(true, false)) {
        saw(info);
      }
      long[] dead = threads.findDeadlockedThreads();
      if (dead != null) {
        for (ThreadInfo info : threads.getThreadInfo(dead, true, true)) {
          deadlocks.add(info.toString());
        }
        over = true; // whoever waits for one of these threads waits in vain
      }
    }
  }

  private void saw(ThreadInfo info) {
    MonitorInfo[] monitors = info.getLockedMonitors();
    List<String> held = new ArrayList<>();
    List.of(monitors).stream()
        .sorted(Comparator.comparingInt(MonitorInfo::getLockedStackDepth).reversed())
        .map(LockInfo::getClassName)
        .forEach(held::add);
    if (info.getThreadState() == Thread.State.BLOCKED && info.getLockInfo() != null) {
      held.add(info.getLockInfo().getClassName());
    }
    List<String> ours = held.stream().filter(one -> one.startsWith(OURS)).toList();
    for (int i = 1; i < ours.size(); i++) {
      inner
          .computeIfAbsent(simple(ours.get(i - 1)), key -> new TreeSet<>())
          .add(simple(ours.get(i)));
    }
  }

  private static String simple(String type) {
    return type.replaceAll(".*[.$]", "");
  }

  /** Which monitors were seen to be taken by a thread that held another. */
  Map<String, Set<String>> inner() {
    return inner;
  }

  Set<String> deadlocks() {
    return deadlocks;
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    thread.join();
  }
}
