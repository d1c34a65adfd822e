package dev.egresstls.lab.practice.api.table;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Locale;

/** The columns of events, which begin with the time and have no name. */
final class EventColumns {
  private EventColumns() {}

  static List<Column> all() {
    return List.of(
        Column.of("Last Seen", EventColumns::lastSeen),
        Column.of("Type", Columns.text("type")),
        Column.of("Reason", Columns.text("reason")),
        Column.of("Object", EventColumns::object),
        Column.wide("Source", event -> event.at("source.component").text("")),
        Column.of("Message", event -> event.get("message").text(event.get("note").text(""))));
  }

  private static Object lastSeen(Tree event) {
    String created = event.at("metadata.creationTimestamp").text("");
    return Ages.since(event.get("lastTimestamp").text(event.get("eventTime").text(created)));
  }

  private static Object object(Tree event) {
    Tree involved =
        event.get("involvedObject").isPresent()
            ? event.get("involvedObject")
            : event.get("regarding");
    return involved.get("kind").text("").toLowerCase(Locale.ROOT)
        + "/"
        + involved.get("name").text("");
  }
}
