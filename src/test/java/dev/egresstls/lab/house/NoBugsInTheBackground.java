package dev.egresstls.lab.house;

import static org.junit.jupiter.api.Assertions.fail;

import dev.egresstls.lab.lab.LabFailure;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets a test fail if there was a bug on a background thread meanwhile, such as in a controller of
 * the practice cluster. JUnit finds it by its services file, so it watches each test.
 */
public final class NoBugsInTheBackground implements BeforeEachCallback, AfterEachCallback {
  private static final Queue<Throwable> BUGS = new ConcurrentLinkedQueue<>();

  @Override
  public void beforeEach(ExtensionContext test) {
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> heard(thrown));
  }

  /** A cluster that went away is no bug. */
  private static void heard(Throwable thrown) {
    if (!(thrown instanceof LabFailure)) {
      BUGS.add(thrown);
    }
  }

  @Override
  public void afterEach(ExtensionContext test) {
    Throwable bug = BUGS.poll();
    if (bug != null) {
      BUGS.clear();
      fail("a bug on a background thread", bug);
    }
  }
}
