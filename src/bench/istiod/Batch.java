import dev.egresstls.lab.trace.*;
import dev.egresstls.lab.trace.offline.*;
import dev.egresstls.lab.value.*;
import java.nio.file.*;
import java.util.*;

public class Batch {
  public static void main(String[] a) throws Exception {
    try (var out = Files.newBufferedWriter(Path.of(a[1]))) {
      for (String line : Files.readAllLines(Path.of(a[0]))) {
        Tree s = Json.read(line);
        List<Object> traces = new ArrayList<>();
        for (Tree r : s.get("requests").items()) {
          String url = r.get("url").text("");
          List<Resolved> res = new ArrayList<>();
          if (r.get("resolve").text().isPresent()) res.add(Resolved.of(r.get("resolve").text("")));
          Setting setting =
              new Setting(
                  Optional.of(Setting.istio(s.get("istio").text("1.31.0"))),
                  Optional.empty(),
                  Map.of(),
                  res);
          TraceQuestion q =
              new TraceQuestion(
                  Optional.of(url), Optional.empty(), Optional.empty(), Optional.empty());
          try {
            traces.add(
                RouteDocument.of(
                    new FilesTracer(s.get("objects").items(), setting, q, () -> url, () -> "curl").trace(url)));
          } catch (Throwable t) {
            traces.add(
                Tree.object(
                    "crash",
                    t.toString(),
                    "at",
                    Arrays.toString(t.getStackTrace())
                        .substring(
                            0, Math.min(1500, Arrays.toString(t.getStackTrace()).length()))));
          }
        }
        out.write(Json.write(Tree.object("id", s.get("id").text(""), "traces", traces)));
        out.write("\n");
      }
    }
  }
}
