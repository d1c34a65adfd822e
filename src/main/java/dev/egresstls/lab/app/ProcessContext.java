package dev.egresstls.lab.app;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.render.text.Hyperlinks;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.world.local.Xdg;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the process was started in.
 *
 * @param terminal whether both stdin and stdout are a terminal
 * @param charset what stdout and stdin are encoded in
 */
public record ProcessContext(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> env,
    Path home,
    boolean terminal,
    Charset charset) {

  private static final String ACCESSIBLE = "ACCESSIBLE";
  private static final String BRISK = "EGRESSTLS_BRISK";
  private static final String TRUST = "EGRESSTLS_TRUST";

  /** The user's folders. */
  public Xdg folders() {
    return new Xdg(env, home, System.getProperty("os.name"));
  }

  /** The folder for history and logs of errors. */
  public Path state() {
    return folders().state();
  }

  /**
   * Colours and signs for this terminal or pipe. For whoever listens to it (ACCESSIBLE, neither
   * empty nor 0 or false) words stand for the signs.
   */
  public Theme theme(ColourChoice choice) {
    Theme theme =
        new Theme(
            choice.colours(env, terminal),
            ColourChoice.unicode(env, charset.name()),
            Hyperlinks.known(env, terminal),
            false);
    return spoken() ? theme.aloud() : theme;
  }

  /** Prints what an event warns of, where nothing else is printed of events. */
  public void warned(Event event) {
    if (event instanceof Event.Told told && told.warning()) {
      err.println(told.markdown());
    }
  }

  /** Whether the terminal says that it can only append. */
  public boolean dumb() {
    return "dumb".equals(env.get("TERM"));
  }

  /** Whether somebody listens to what is printed. */
  public boolean spoken() {
    return says(ACCESSIBLE);
  }

  /** Whether somebody knows the lab, and wants no pages around its steps. */
  public boolean brisk() {
    return says(BRISK);
  }

  /** Whether the lab that is named is trusted without a question. */
  public boolean trusting() {
    return says(TRUST);
  }

  private boolean says(String variable) {
    String value = env.getOrDefault(variable, "").strip().toLowerCase(Locale.ROOT);
    return !value.isEmpty() && !value.equals("0") && !value.equals("false");
  }

  /** The same for somebody who knows the lab. */
  ProcessContext madeBrisk() {
    return with(BRISK, "1");
  }

  /** The same for somebody who trusts the lab that is named. */
  ProcessContext madeTrusting() {
    return with(TRUST, "1");
  }

  /** The same for someone who listens. */
  ProcessContext madeAccessible() {
    return with(ACCESSIBLE, "1");
  }

  /** The same with a value in the environment. */
  ProcessContext with(String variable, String value) {
    Map<String, String> more = new HashMap<>(env);
    more.put(variable, value);
    return new ProcessContext(in, out, err, Map.copyOf(more), home, terminal, charset);
  }
}
