package dev.egresstls.lab.practice.store.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The functions of CEL that rules may call, as {@code f(x)} or {@code x.f()}. */
final class CelFunctions {
  private static final Map<String, Function<List<Object>, Object>> BY_NAME =
      Map.ofEntries(
          Map.entry("size/1", all -> size(all.get(0))),
          Map.entry("string/1", all -> String.valueOf(all.get(0))),
          Map.entry("int/1", all -> integer(all.get(0))),
          Map.entry("dyn/1", all -> all.get(0)),
          Map.entry("isIP/1", all -> isIp(text(all, 0))),
          Map.entry("matches/2", all -> Pattern.compile(text(all, 1)).matcher(text(all, 0)).find()),
          Map.entry("startsWith/2", all -> text(all, 0).startsWith(text(all, 1))),
          Map.entry("endsWith/2", all -> text(all, 0).endsWith(text(all, 1))),
          Map.entry("contains/2", all -> text(all, 0).contains(text(all, 1))),
          Map.entry("lowerAscii/1", all -> text(all, 0).toLowerCase(Locale.ROOT)),
          Map.entry("upperAscii/1", all -> text(all, 0).toUpperCase(Locale.ROOT)),
          Map.entry("trim/1", all -> text(all, 0).strip()),
          Map.entry("replace/3", all -> text(all, 0).replace(text(all, 1), text(all, 2))),
          Map.entry("indexOf/2", all -> (long) text(all, 0).indexOf(text(all, 1))),
          Map.entry("split/2", all -> split(text(all, 0), text(all, 1))),
          Map.entry("join/2", all -> join(all.get(0), text(all, 1))));

  private CelFunctions() {}

  static CelNode call(String name, CelNode target, List<CelNode> arguments) {
    List<CelNode> all = new ArrayList<>(arguments);
    if (target != null) {
      all.add(0, target);
    }
    Function<List<Object>, Object> function = BY_NAME.get(name + "/" + all.size());
    if (function == null) {
      throw new Cel.Unreadable(
          "the practice cluster does not know the function "
              + name
              + "() with "
              + arguments.size()
              + " arguments");
    }
    return scope -> {
      List<Object> values = new ArrayList<>();
      all.forEach(one -> values.add(one.value(scope)));
      return function.apply(values);
    };
  }

  private static String text(List<Object> values, int place) {
    if (values.get(place) instanceof String text) {
      return text;
    }
    throw new Cel.NoValue("not a string: " + values.get(place));
  }

  private static Object size(Object value) {
    if (value instanceof String text) {
      return (long) text.codePointCount(0, text.length());
    }
    if (value instanceof Map<?, ?> map) {
      return (long) map.size();
    }
    if (value instanceof List<?> list) {
      return (long) list.size();
    }
    throw new Cel.NoValue("no such overload: size");
  }

  private static Object integer(Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (value instanceof String text && text.matches("-?\\d{1,18}")) {
      return Long.parseLong(text);
    }
    throw new Cel.NoValue("not a number: " + value);
  }

  private static List<Object> split(String text, String between) {
    return new ArrayList<>(Arrays.asList(text.split(Pattern.quote(between), -1)));
  }

  private static Object join(Object list, String between) {
    if (list instanceof List<?> items) {
      return String.join(between, items.stream().map(String::valueOf).toList());
    }
    throw new Cel.NoValue("not a list: " + list);
  }

  private static boolean isIp(String text) {
    String octet = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    boolean four = text.matches("(" + octet + "\\.){3}" + octet);
    return four || (text.contains(":") && text.matches("[0-9A-Fa-f:.]{2,45}"));
  }
}
