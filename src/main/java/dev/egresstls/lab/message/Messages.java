package dev.egresstls.lab.message;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * The message bundle {@code messages.properties}, and its translations {@code
 * messages_de.properties} and so on next to it. What a translation lacks is said in English.
 *
 * <p>In a text, <code>{0}</code>, <code>{1}</code> … stand for what is filled in, each exactly as
 * it is given; nothing else means anything, so quotes and <code>${name}</code> stand for
 * themselves. A sentence that differs with a number has a key for each of its forms.
 */
public final class Messages {
  private static final Control CONTROL = new TextControl();
  private static final String NAME = Messages.class.getPackageName() + ".messages";

  private Messages() {}

  /** Read when the first sentence is said. */
  private static final class Bundle {
    static final ResourceBundle TEXTS = texts(Locale.getDefault(Locale.Category.DISPLAY));

    /** English needs no search for bundles, which takes longer than to read it. */
    private static ResourceBundle texts(Locale own) {
      return isEnglish(own) ? english() : in(own);
    }
  }

  /** Nothing stands between English and the bundle that is English. */
  private static final class TextControl extends Control {
    @Override
    public List<String> getFormats(String name) {
      return FORMAT_PROPERTIES;
    }

    @Override
    public Locale getFallbackLocale(String name, Locale language) {
      return null;
    }

    @Override
    public List<Locale> getCandidateLocales(String name, Locale language) {
      return isEnglish(language) ? List.of(Locale.ROOT) : super.getCandidateLocales(name, language);
    }

    @Override
    public ResourceBundle newBundle(
        String name, Locale language, String format, ClassLoader loader, boolean reload)
        throws IOException {
      if (language.equals(Locale.ROOT)) {
        return english();
      }
      String file = toResourceName(toBundleName(name, language), "properties");
      Optional<String> text = ProgramFiles.maybeText(file);
      return text.isEmpty() ? null : new PropertyResourceBundle(new StringReader(text.get()));
    }
  }

  /** What bundles in the reader's language are called by, the nearest first: pt_BR, pt. */
  public static List<String> languages() {
    Locale own = Locale.getDefault(Locale.Category.DISPLAY);
    List<String> languages = new ArrayList<>();
    for (Locale one : CONTROL.getCandidateLocales("messages", own)) {
      if (!one.equals(Locale.ROOT)) {
        languages.add(one.toString());
      }
    }
    return languages;
  }

  /** The texts in a language; what it lacks, or all if it is not there, is in English. */
  static ResourceBundle in(Locale language) {
    return ResourceBundle.getBundle(NAME, language, Messages.class.getClassLoader(), CONTROL);
  }

  private static ResourceBundle english() {
    return new EnglishTexts(
        ProgramFiles.bytes(NAME.replace('.', '/') + ".properties").orElseThrow());
  }

  private static boolean isEnglish(Locale language) {
    return language.getLanguage().equals(Locale.ENGLISH.getLanguage());
  }

  /**
   * The sentence of a key, filled in.
   *
   * @param key where it is in the bundle
   * @param values what stands for <code>{0}</code>, <code>{1}</code> …, each by its {@code
   *     toString}
   * @throws MissingResourceException if the bundle has no such key; that is a bug
   */
  public static String say(String key, Object... values) {
    String text = Bundle.TEXTS.getString(key);
    return values.length == 0 ? text : filled(text, values);
  }

  /** One of two sentences: {@code key.one} for one, {@code key.many} for none or several. */
  public static String count(String key, long count, Object... values) {
    return say(key + (count == 1 ? ".one" : ".many"), values);
  }

  /** Alternatives as a sentence names them: {@code a or b or c}; empty text for none. */
  public static String either(Collection<?> alternatives) {
    return alternatives.stream()
        .map(String::valueOf)
        .reduce((one, other) -> say("message.or", one, other))
        .orElse("");
  }

  /** What goes together, as a sentence names it: {@code a and b}; empty text for none. */
  public static String together(Collection<?> all) {
    return all.stream()
        .map(String::valueOf)
        .reduce((one, other) -> say("message.and", one, other))
        .orElse("");
  }

  /** All texts, for a library that looks them up itself; it must fill in nothing. */
  public static ResourceBundle bundle() {
    return Bundle.TEXTS;
  }

  /**
   * A sentence whose values look otherwise than the words between them: the words as texts, the
   * values as they are given.
   *
   * @param key where it is in the bundle
   */
  public static List<Object> pieces(String key, Object... values) {
    return pieces(Bundle.TEXTS.getString(key), List.of(values));
  }

  private static String filled(String text, Object... values) {
    StringBuilder filled = new StringBuilder(text.length() + 32);
    pieces(text, Arrays.asList(values)).forEach(filled::append);
    return filled.toString();
  }

  /** Fills in once, from left to right, so that nothing in a value is taken for a place. */
  private static List<Object> pieces(String text, List<?> values) {
    List<Object> pieces = new ArrayList<>();
    int from = 0;
    int open = text.indexOf('{');
    while (open >= 0 && open + 2 < text.length()) {
      int index = text.charAt(open + 2) == '}' ? Character.digit(text.charAt(open + 1), 10) : -1;
      if (index >= 0 && index < values.size()) {
        pieces.add(text.substring(from, open));
        pieces.add(values.get(index));
        from = open + 3;
      }
      open = text.indexOf('{', open + 1);
    }
    pieces.add(text.substring(from));
    return pieces;
  }
}
