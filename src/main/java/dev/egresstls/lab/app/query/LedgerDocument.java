package dev.egresstls.lab.app.query;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Items;
import dev.egresstls.lab.ledger.Items.Item;
import dev.egresstls.lab.ledger.ToolEffect;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.ledger.journal.FieldChange;
import dev.egresstls.lab.ledger.journal.Secrecy;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Resources;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON object of {@code ledger}; docs/json.md describes it. */
public final class LedgerDocument {
  private LedgerDocument() {}

  /** As one JSON object. */
  public static Tree of(Items items) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", Answer.SCHEMA_VERSION);
    json.put("file", items.where());
    json.put("damaged", items.damage().map(Problem::what).orElse(null));
    json.put("changes", items.items().stream().map(LedgerDocument::item).toList());
    return Tree.of(json);
  }

  static Tree item(Item item) {
    Entry entry = item.entry();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", entry.number());
    json.put("group", item.group().name());
    json.put("step", item.group().step());
    json.put("lab", item.group().lab());
    json.put("begun", item.group().begun().toString());
    json.put("cutShort", item.cut());
    json.put("verb", item.verb());
    if (entry.verb() == Entry.Verb.TOOL) {
      json.put("command", entry.object());
      ToolEffect effect = ToolEffect.of(entry);
      json.put("created", effect.created());
      json.put("changed", effect.changed());
      json.put("gone", effect.gone());
    } else {
      json.put("apiVersion", entry.ref().apiVersion());
      json.put("kind", entry.ref().kind());
      json.put("namespace", entry.ref().namespace().orElse(null));
      json.put("name", entry.ref().name());
      json.put("uid", entry.uid().orElse(null));
      json.put("resourceVersion", entry.version().orElse(null));
      json.put("fieldManager", Resources.FIELD_MANAGER);
    }
    json.put("strayed", entry.content().details().get(Entry.STRAYED).isTrue());
    json.put("fields", entry.content().fields().stream().map(LedgerDocument::field).toList());
    json.put("withheld", entry.content().withheld());
    json.put("state", entry.state().word());
    json.put("notes", item.notes());
    return Tree.of(json);
  }

  private static Tree field(FieldChange change) {
    return Tree.object(
        "path", change.path().text(), "from", value(change.from()), "to", value(change.to()));
  }

  private static Object value(Tree value) {
    return value.isMissing() || Secrecy.isWithheld(value) ? null : value;
  }
}
