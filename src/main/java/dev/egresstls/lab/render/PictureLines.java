package dev.egresstls.lab.render;

import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.trace.Picture;
import dev.egresstls.lab.trace.Picture.Station;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the way of a request: boxes in a row where there is room, else one below the other, and
 * words where it is read aloud. What is new in it carries a sign, so that it reads without colour.
 */
public final class PictureLines {
  private static final int INDENT = 2;
  private static final String NEW = "+";

  /** In ASCII the corners of the boxes are plus signs. */
  private static final String NEW_IN_ASCII = "*";

  private static final String NOTHING = "·";

  private final Theme theme;
  private final int columns;
  private final Picture picture;

  private PictureLines(Picture picture, Theme theme, int columns) {
    this.theme = theme;
    this.columns = columns <= 0 ? 80 : columns;
    this.picture = picture;
  }

  /**
   * The lines of a picture.
   *
   * @param columns the terminal's width; 0 if it is not known, then 80
   */
  public static List<Line> of(Picture picture, Theme theme, int columns) {
    return new PictureLines(picture, theme, columns).lines();
  }

  /** What marks a station that is new. */
  public static String sign(Theme theme) {
    return theme.unicode() ? NEW : NEW_IN_ASCII;
  }

  private List<Line> lines() {
    if (theme.spoken()) {
      return List.of(Line.of(0, Role.PLAIN, picture.words()));
    }
    int padded = width(1);
    return padded <= columns ? boxes(1) : width(0) <= columns ? boxes(0) : column();
  }

  private int width(int padding) {
    int boxes = picture.stations().stream().mapToInt(one -> inner(one) + 2 + 2 * padding).sum();
    return INDENT + boxes + picture.stations().size() - 1;
  }

  private String title(Station station) {
    return station.changed() ? sign(theme) + station.title() : station.title();
  }

  private int inner(Station station) {
    return Math.max(
        Columns.of(title(station)), station.lines().stream().mapToInt(Columns::of).max().orElse(1));
  }

  private List<Line> boxes(int padding) {
    int rows = picture.stations().stream().mapToInt(one -> one.lines().size()).max().orElse(1);
    List<Line> lines = new ArrayList<>();
    lines.add(row(padding, -1));
    for (int row = 0; row < Math.max(1, rows); row++) {
      lines.add(row(padding, row));
    }
    lines.add(row(padding, rows));
    return lines;
  }

  /** One line through all boxes: -1 their tops, beyond the last text their bottoms. */
  private Line row(int padding, int row) {
    int rows = picture.stations().stream().mapToInt(one -> one.lines().size()).max().orElse(1);
    Line line = Line.at(INDENT);
    for (int i = 0; i < picture.stations().size(); i++) {
      Station station = picture.stations().get(i);
      boolean last = i == picture.stations().size() - 1;
      Role role = station.changed() ? Role.MET : Role.QUIET;
      int inner = inner(station) + 2 * padding;
      if (row < 0) {
        String title = title(station);
        line = line.and(role, "┌" + title + "─".repeat(inner - Columns.of(title)) + "┐");
        line = line.and(Role.QUIET, last ? "" : " ");
      } else if (row >= Math.max(1, rows)) {
        line = line.and(role, "└" + "─".repeat(inner) + "┘").and(Role.QUIET, last ? "" : " ");
      } else {
        line = text(line, station, row, padding, last);
      }
    }
    return line;
  }

  private Line text(Line line, Station station, int row, int padding, boolean last) {
    Role role = station.changed() ? Role.MET : Role.QUIET;
    List<String> lines = station.lines();
    String text = row < lines.size() ? lines.get(row) : lines.isEmpty() && row == 0 ? NOTHING : "";
    String filled =
        " ".repeat(padding) + text + " ".repeat(inner(station) + padding - Columns.of(text));
    boolean leads = row == 0 && !last;
    return line.and(role, "│")
        .and(row == 0 ? Role.STRESS : Role.PLAIN, filled)
        .and(role, leads ? "├" : "│")
        .and(Role.QUIET, last ? "" : leads ? "▶" : " ");
  }

  /** Where the boxes find no room side by side. */
  private List<Line> column() {
    List<Line> lines = new ArrayList<>();
    int widest =
        picture.stations().stream().mapToInt(one -> Columns.of(title(one))).max().orElse(0);
    for (int i = 0; i < picture.stations().size(); i++) {
      Station station = picture.stations().get(i);
      Role role = station.changed() ? Role.MET : Role.QUIET;
      String sign = i == picture.stations().size() - 1 ? "▼ " : "│ ";
      String text = station.lines().isEmpty() ? NOTHING : String.join(" · ", station.lines());
      lines.add(
          Line.at(INDENT)
              .and(role, title(station))
              .to(INDENT + widest + 1)
              .and(Role.QUIET, sign)
              .and(Role.PLAIN, text)
              .hanging(INDENT + widest + 3));
    }
    return lines;
  }
}
