package dev.egresstls.lab.practice.store.write;

import dev.egresstls.lab.practice.store.Admission;
import dev.egresstls.lab.practice.store.Memory;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.practice.store.Writing;
import dev.egresstls.lab.practice.store.fields.FieldComparison;
import dev.egresstls.lab.practice.store.fields.ManagedFields;
import dev.egresstls.lab.practice.store.fields.Manager;
import dev.egresstls.lab.practice.store.rules.BuiltInRules;
import dev.egresstls.lab.practice.store.rules.ClusterAddresses;
import dev.egresstls.lab.practice.store.rules.CustomRules;
import dev.egresstls.lab.practice.store.rules.Defaults;
import dev.egresstls.lab.practice.store.rules.UpdateRules;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The way of an object into the memory: identity, defaults, admission, rules, ownership. */
public final class Writer {
  private static final Set<String> OWN_STATUS_AT_BIRTH = Set.of("nodes");

  private final Memory memory;
  private final Defaults defaults;
  private final ClusterAddresses addresses;
  private final List<Admission> admissions;

  public Writer(Memory memory, ClusterAddresses addresses, List<Admission> admissions) {
    this.memory = memory;
    this.defaults = new Defaults(addresses);
    this.addresses = addresses;
    this.admissions = admissions;
  }

  /**
   * Makes a new object.
   *
   * @param applied who owns what, if it was applied; null if its manager owns all it says
   */
  public Tree create(Served type, Tree object, Writing how, ManagedFields applied) {
    Tree born = NewObject.born(type, object);
    if (type.status() && !OWN_STATUS_AT_BIRTH.contains(type.key())) {
      born = born.without("status");
    }
    Tree full = completed(type, admitted(type, completed(type, born)));
    String name = full.at("metadata.name").text("");
    check(type, Tree.MISSING, full);
    if (memory.get(type.key(), full.at("metadata.namespace").text(""), name).isPresent()) {
      throw Refusals.alreadyExists(type.type(), name);
    }
    ManagedFields owners =
        applied != null ? applied : owners(type, Tree.MISSING, full, how, Tree.MISSING);
    Tree kept = withOwners(full, owners).with("apiVersion", type.storedApiVersion());
    return how.dryRun() ? kept : memory.put(type.type(), kept);
  }

  /**
   * Changes an object.
   *
   * @param proposed what it should become; what a writer cannot change stays as it is
   * @param applied as in {@link #create}
   */
  public Tree update(Served type, Tree live, Tree proposed, Writing how, ManagedFields applied) {
    Tree merged =
        how.ofStatus()
            ? StatusOnly.of(live, proposed)
            : ServerFields.kept(type, live, proposed).with("apiVersion", type.type().apiVersion());
    Tree full = completed(type, merged);
    Tree old = type.shown(live);
    Tree given = proposed.at("metadata.managedFields");
    Tree shares = given.items().isEmpty() ? live.at("metadata.managedFields") : given;
    ManagedFields owners = applied != null ? applied : owners(type, old, full, how, shares);
    boolean same = sameContent(old, full);
    if (same && owners.write().equals(live.at("metadata.managedFields"))) {
      return live;
    }
    check(type, old, full);
    Tree kept = withOwners(ServerFields.generation(type, old, full), owners);
    kept = kept.with("apiVersion", type.storedApiVersion());
    if (how.dryRun()) {
      return kept;
    }
    return isOver(kept) ? memory.remove(type.type(), kept) : memory.put(type.type(), kept);
  }

  private Tree completed(Served type, Tree object) {
    return type.schema().isPresent()
        ? type.schema().get().completed(object)
        : defaults.fill(type.key(), object);
  }

  private Tree admitted(Served type, Tree object) {
    Tree admitted = object;
    for (Admission admission : admissions) {
      admitted = admission.admit(type.type(), admitted);
    }
    return admitted;
  }

  private void check(Served type, Tree before, Tree after) {
    String name = after.at("metadata.name").text("");
    List<Refusals.FieldError> early =
        type.key().equals("services") ? addresses.errors(before, after) : List.of();
    if (!early.isEmpty()) {
      throw Refusals.invalid(type.type(), name, early);
    }
    List<Refusals.FieldError> errors =
        new ArrayList<>(
            type.schema().isPresent()
                ? CustomRules.errors(type.key(), type.schema().get(), before, after)
                : BuiltInRules.errors(type.key(), before, after));
    UpdateRules.check(type.key(), before, after, errors);
    if (!errors.isEmpty()) {
      throw Refusals.invalid(type.type(), name, errors);
    }
  }

  private ManagedFields owners(
      Served type, Tree before, Tree after, Writing how, Tree managedFields) {
    Manager by =
        new Manager(how.manager(), Manager.UPDATE, type.type().apiVersion(), how.subresource());
    boolean apart = type.status() && !how.ofStatus();
    Tree was = apart ? before.without("status") : before;
    Tree is = apart ? after.without("status") : after;
    FieldComparison change =
        FieldComparison.of(before.isMissing() ? before : was, is, type.shape());
    return ManagedFields.read(managedFields).afterUpdate(by, change, NewObject.now());
  }

  private static boolean sameContent(Tree before, Tree after) {
    return withoutOwners(before).equals(withoutOwners(after));
  }

  private static Tree withoutOwners(Tree object) {
    return object.with("metadata", object.get("metadata").without("managedFields"));
  }

  private static Tree withOwners(Tree object, ManagedFields owners) {
    return object.with("metadata", object.get("metadata").with("managedFields", owners.write()));
  }

  /** Whether a deleted object waits for nobody any more. */
  private static boolean isOver(Tree object) {
    return object.at("metadata.deletionTimestamp").isPresent()
        && object.at("metadata.finalizers").items().isEmpty()
        && (!object.get("kind").text("").equals("Namespace")
            || object.at("spec.finalizers").items().isEmpty());
  }
}
