package dev.egresstls.lab.practice.api.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;

/** Dates as HTTP writes them. The JDK's formats read the names of days from locale data first. */
public final class HttpDate {
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private HttpDate() {}

  /** Such as {@code Sun, 06 Nov 1994 08:49:37 GMT} (RFC 9110, section 5.6.7). */
  public static String of(Instant moment) {
    ZonedDateTime at = moment.atZone(ZoneOffset.UTC);
    return String.format(
        Locale.US,
        "%s, %02d %s %04d %02d:%02d:%02d GMT",
        DAYS.get(at.getDayOfWeek().getValue() - 1),
        at.getDayOfMonth(),
        MONTHS.get(at.getMonthValue() - 1),
        at.getYear(),
        at.getHour(),
        at.getMinute(),
        at.getSecond());
  }
}
