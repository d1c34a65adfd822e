package dev.egresstls.lab.ledger.journal;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.journal.Entry.State;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Notes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The journal of one cluster: it is only appended to, and each line is on disk before the lab goes
 * on. It ends, as a file, when everything in it was seen to be undone.
 */
public final class Journal {
  private static final int FORMAT = 2;
  private static final int UNKNOWN = 0;

  private final Notes notes;
  private final String name;
  private Book book = new Book();
  private long length;
  private String digest = "";
  private int lines;
  private int damaged;
  private Optional<Integer> lost = Optional.empty();
  private Runnable sameCluster = () -> {};

  private Journal(Notes notes, String name) {
    this.notes = notes;
    this.name = name;
  }

  /**
   * Reads the journal of a cluster; an empty one if there is none.
   *
   * @param name the cluster's fingerprint
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if it cannot be read, or a newer
   *     version of the lab has written it
   */
  public static Journal read(Notes notes, String name) {
    Journal journal = new Journal(notes, name);
    journal.load();
    return journal;
  }

  /**
   * From now on nothing counts as undone unless this returns.
   *
   * @param verify throws a {@link dev.egresstls.lab.lab.LabFailure} if what was seen may have been
   *     seen in another cluster
   */
  public void onlyIf(Runnable verify) {
    sameCluster = verify;
  }

  /** One of which nothing is known. */
  public static Journal empty(Notes notes) {
    return new Journal(notes, "none");
  }

  /** Takes in an entry that stands elsewhere; nothing is written. */
  public void show(ChangeGroup group, Entry entry) {
    if (book.groups() == 0 || !book.has(book.groups()) || !group.equals(last())) {
      book.take(group.json(book.groups() + 1));
    }
    book.take(entry.numbered(book.lastEntry() + 1, book.groups()).json());
  }

  private ChangeGroup last() {
    return book.groupOf(book.groups());
  }

  private void load() {
    byte[] bytes = notes.journal(name).orElse(new byte[0]);
    refuseNewer(bytes);
    DigestChain.Read read = DigestChain.read(bytes);
    length = read.length();
    digest = read.digest();
    lines = read.digests().size();
    damaged = read.damaged();
    int number = 0;
    for (Tree line : read.records()) {
      number++;
      if (!book.take(line) && damaged == 0) {
        damaged = number;
      }
    }
    lost = damaged > 0 ? Optional.empty() : lost(read);
  }

  /** Whether whole lines are missing, by what is kept with the journal. */
  private Optional<Integer> lost(DigestChain.Read read) {
    Optional<String> kept = notes.head(name);
    if (kept.isEmpty()) {
      boolean first = read.records().size() < 2;
      return first || !read.records().get(0).get("head").isTrue()
          ? Optional.empty()
          : Optional.of(UNKNOWN);
    }
    Optional<JournalHead> head = JournalHead.read(kept.get());
    boolean ended = head.equals(Optional.of(JournalHead.ENDED)) && open().isEmpty();
    return ended || head.filter(one -> one.agrees(read.digests())).isPresent()
        ? Optional.empty()
        : Optional.of(head.map(JournalHead::lines).orElse(UNKNOWN));
  }

  /** Before anything else: its lines may be made otherwise. */
  private void refuseNewer(byte[] bytes) {
    String first = new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    int json = first.indexOf('{');
    long format = 0;
    try {
      format = json < 0 ? 0 : Json.read(first.substring(json)).get("format").number(0);
    } catch (Json.Malformed e) {
      return; // the chain tells where it is damaged
    }
    if (format > FORMAT) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("ledger.newer", where()),
              say("ledger.newer.try"),
              say("ledger.newer.aside", where()))
          .failure();
    }
  }

  /** Where it is, for a person. */
  public String where() {
    return notes.where(name);
  }

  /** Why only a part of it can be trusted; empty if all can. */
  public Optional<Problem> damage() {
    if (lost.isPresent()) {
      return Optional.of(loss(lost.get()));
    }
    return damaged == 0
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    Problem.Kind.PRECONDITION,
                    say("ledger.damaged", where(), damaged),
                    say("ledger.damaged.undo", open().size()),
                    say("ledger.damaged.aside", where()))
                .because(say("ledger.damaged.because", entries().size())));
  }

  private Problem loss(int wanted) {
    String what =
        wanted > lines
            ? say("ledger.lines", where(), lines, wanted)
            : say("ledger.head", where(), lines);
    String because =
        open().isEmpty()
            ? say("ledger.lines.because")
            : say("ledger.lines.because.left", open().size());
    return Problem.of(
            Problem.Kind.PRECONDITION,
            what,
            say("ledger.lines.restore", where()),
            say("ledger.lines.drift"),
            open().isEmpty()
                ? say("ledger.lines.aside")
                : say("ledger.damaged.undo", open().size()))
        .because(because);
  }

  private boolean intact() {
    return damaged == 0 && lost.isEmpty();
  }

  /**
   * Begins a new file with the intact part of a damaged one, which is kept.
   *
   * @return where it is kept
   */
  public String mend() {
    byte[] bytes = notes.journal(name).orElse(new byte[0]);
    String intact = new String(bytes, 0, (int) length, StandardCharsets.UTF_8);
    String aside = notes.putAside(name);
    if (length > 0) {
      notes.append(name, 0, intact);
      notes.writeHead(name, new JournalHead(lines, digest).text());
    }
    damaged = 0;
    lost = Optional.empty();
    return aside;
  }

  public List<Entry> entries() {
    return book.entries();
  }

  /** Entries that are not over. */
  public List<Entry> open() {
    return book.open();
  }

  /** Entries that a killed run has left behind. */
  public List<Entry> leftovers() {
    return book.leftovers();
  }

  /** The entry as it stands now. */
  public Entry now(Entry entry) {
    return entries().stream()
        .filter(one -> one.number() == entry.number())
        .findFirst()
        .orElseThrow();
  }

  public ChangeGroup group(Entry entry) {
    return book.group(entry);
  }

  /** What was said when an entry was undone. */
  public List<String> notes(Entry entry) {
    return book.notes(entry);
  }

  /** The UID that an object has now, though it may have been deleted and restored. */
  public String current(String uid) {
    return book.current(uid);
  }

  /** The UID that an object had before it was deleted and restored; its own if it never was. */
  public String origin(String uid) {
    return book.origin(uid);
  }

  /** Whether an object is known by its UID. */
  public boolean knows(String uid) {
    return book.knows(uid);
  }

  /** Whether the lab has created an object. */
  public boolean created(String uid) {
    return book.created(uid);
  }

  /** Begins a group; gives its number. */
  public int begin(ChangeGroup group) {
    int number = book.groups() + 1;
    write(group.json(number));
    return number;
  }

  /** Nothing will be added to a group, and nothing of it has to be undone before other changes. */
  public void close(int group) {
    if (book.has(group) && !book.isClosed(group)) {
      write(Tree.object("record", "closed", "group", group));
    }
  }

  /** Writes down what is about to be done. */
  public Entry intend(int group, Entry entry) {
    Entry numbered = entry.numbered(book.lastEntry() + 1, group);
    write(numbered.json());
    return numbered;
  }

  /**
   * It was done: the object is known now.
   *
   * @param fields what the server made of a change; none if it is what was intended
   */
  public void done(Entry entry, Tree object, Tree details, List<FieldChange> fields) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("record", "done");
    json.put("entry", entry.number());
    Tree metadata = object.get("metadata");
    metadata.get("namespace").text().ifPresent(one -> json.put("namespace", one));
    metadata.get("uid").text().ifPresent(one -> json.put("uid", one));
    metadata.get("resourceVersion").text().ifPresent(one -> json.put("resourceVersion", one));
    if (details.isPresent()) {
      json.put("details", details);
    }
    if (!fields.isEmpty()) {
      json.put("fields", fields.stream().map(FieldChange::json).toList());
    }
    write(Tree.of(json));
  }

  /** The server refused it. */
  public void refused(Entry entry) {
    write(Tree.object("record", "refused", "entry", entry.number()));
  }

  /** It is about to be undone. */
  public void undoing(Entry entry) {
    if (now(entry).state() != State.UNDOING) {
      write(Tree.object("record", "undoing", "entry", entry.number()));
    }
  }

  /**
   * It was seen to be undone.
   *
   * @param uid of an object that was created again
   * @param said what else is to be known of it
   */
  public void undone(Entry entry, Optional<String> uid, List<String> said) {
    sameCluster.run();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("record", "undone");
    json.put("entry", entry.number());
    uid.ifPresent(one -> json.put("uid", one));
    if (!said.isEmpty()) {
      json.put("notes", said);
    }
    write(Tree.of(json));
  }

  private void write(Tree record) {
    if (!intact()) {
      throw damage().orElseThrow().failure();
    }
    if (length == 0) {
      append(Tree.object("record", "journal", "format", FORMAT, "cluster", name, "head", true));
    }
    append(record);
  }

  private void append(Tree record) {
    String json = Json.write(record);
    String line = DigestChain.line(digest, json);
    notes.append(name, length, line);
    length += line.getBytes(StandardCharsets.UTF_8).length;
    digest = DigestChain.digest(digest, json);
    lines++;
    notes.writeHead(name, new JournalHead(lines, digest).text());
    book.take(Json.read(json));
  }

  /** Ends the file if everything in it is over. */
  public void tidy() {
    if (length > 0 && intact() && open().isEmpty()) {
      notes.writeHead(name, JournalHead.ENDED.text());
      notes.dropJournal(name);
      book = new Book();
      length = 0;
      digest = "";
      lines = 0;
    }
  }
}
