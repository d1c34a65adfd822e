package dev.egresstls.lab.practice.dataplane.curl;

import dev.egresstls.lab.practice.dataplane.net.Exchange;
import dev.egresstls.lab.practice.dataplane.net.Response;
import dev.egresstls.lab.value.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in the text of {@code -w}. */
final class WriteOut {
  private static final Pattern VARIABLE = Pattern.compile("%\\{([a-z_.]+)\\}|%%|\\\\([nrt])");

  private final Map<String, Object> values = new LinkedHashMap<>();

  WriteOut(String url, Target target, Exchange exchange, int exit, String method) {
    int code = exchange.response().map(Response::code).orElse(0);
    String seconds = String.format(Locale.ROOT, "%.6f", exchange.millis() / 1000.0);
    values.put("content_type", contentType(exchange));
    values.put("errormsg", exit == 0 ? null : Failures.sentence(exit, target, exchange));
    values.put("exitcode", exit);
    values.put("http_code", code);
    values.put("http_version", exchange.response().isPresent() ? "1.1" : "0");
    values.put("local_ip", exchange.connected() ? exchange.own().ip() : "");
    values.put("local_port", exchange.connected() ? exchange.own().port() : 0);
    values.put("method", method);
    values.put("num_connects", exchange.connected() ? 1 : 0);
    values.put("num_redirects", 0);
    values.put("redirect_url", null);
    values.put("remote_ip", exchange.connected() ? exchange.remote().orElse("") : "");
    values.put("remote_port", exchange.connected() ? target.port() : 0);
    values.put("response_code", code);
    values.put("scheme", target.scheme());
    values.put("size_download", exchange.response().map(Response::bodyBytes).orElse(0));
    values.put("ssl_verify_result", 0);
    for (String name : new String[] {"connect", "namelookup", "starttransfer", "total"}) {
      values.put("time_" + name, seconds);
    }
    values.put("url", url);
    values.put("url_effective", url.contains("://") ? url : target.scheme() + "://" + url);
  }

  private static String contentType(Exchange exchange) {
    return exchange.response().stream()
        .flatMap(answer -> answer.headers().stream())
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  String fill(String format) {
    Matcher match = VARIABLE.matcher(format);
    StringBuilder text = new StringBuilder();
    while (match.find()) {
      match.appendReplacement(text, Matcher.quoteReplacement(piece(match)));
    }
    return match.appendTail(text).toString();
  }

  private String piece(Matcher match) {
    if (match.group(2) != null) {
      return switch (match.group(2)) {
        case "n" -> "\n";
        case "r" -> "\r";
        default -> "\t";
      };
    }
    return match.group(1) == null ? "%" : value(match.group(1));
  }

  private String value(String name) {
    if (name.equals("json")) {
      return Json.write(values);
    }
    Object value = values.get(name);
    boolean code = name.equals("http_code") || name.equals("response_code");
    return value == null ? "" : code ? String.format("%03d", (int) value) : value.toString();
  }
}
