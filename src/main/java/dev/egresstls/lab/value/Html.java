package dev.egresstls.lab.value;

/** Text for a page of HTML. */
public final class Html {
  private Html() {}

  /** The text as it may stand between tags, and in the value of an attribute. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
