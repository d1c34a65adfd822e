package dev.egresstls.lab.explain.context;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.util.Objects;
import java.util.Optional;

/** One thing that is done to fix a cause. */
public sealed interface Act {
  /** Calls the one method that fits. */
  <R> R match(Cases<R> cases);

  /** Why it is not done to an object as that is now; empty if it may be. */
  Optional<String> refusal(Ownership ownership, Tree object);

  /** The object that it changes, if it is known beforehand. */
  Optional<Ref> object();

  /** One method a variant. */
  interface Cases<R> {
    R redo(Redo redo);

    R merge(Merge merge);

    R restart(Restart restart);

    R delete(Delete delete);
  }

  /**
   * Does a step of the lab again, whether it holds or not.
   *
   * @param step its id
   * @param existing the object that it writes, if it is there already
   */
  record Redo(String step, Tree existing) implements Act {
    public Redo {
      Objects.requireNonNull(step);
      Objects.requireNonNull(existing);
    }

    @Override
    public Optional<Ref> object() {
      return existing.isMissing() ? Optional.empty() : Optional.of(Ref.of(existing));
    }

    @Override
    public Optional<String> refusal(Ownership ownership, Tree object) {
      return ownership.refusesToTouch(object);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.redo(this);
    }
  }

  /** Changes fields of an object: null takes a field away, a list is replaced whole. */
  record Merge(Ref target, Tree patch) implements Act {
    public Merge {
      Objects.requireNonNull(target);
      Objects.requireNonNull(patch);
    }

    @Override
    public Optional<Ref> object() {
      return Optional.of(target);
    }

    @Override
    public Optional<String> refusal(Ownership ownership, Tree object) {
      return ownership.refusesToChange(object, patch);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.merge(this);
    }
  }

  /**
   * Gives a Deployment new pods, as kubectl rollout restart does.
   *
   * @param patch what is changed at the same time; may be empty
   */
  record Restart(Ref deployment, Tree patch) implements Act {
    public Restart {
      Objects.requireNonNull(deployment);
      Objects.requireNonNull(patch);
    }

    @Override
    public Optional<Ref> object() {
      return Optional.of(deployment);
    }

    @Override
    public Optional<String> refusal(Ownership ownership, Tree object) {
      return ownership.refusesToChange(object, patch);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.restart(this);
    }
  }

  /**
   * Deletes an object.
   *
   * @param uid that very object, and none that has its name by then
   */
  record Delete(Ref target, String uid) implements Act {
    public Delete {
      Objects.requireNonNull(target);
      Objects.requireNonNull(uid);
    }

    /** Deletes an object that was read. */
    public static Delete of(Tree object) {
      return new Delete(Ref.of(object), object.at("metadata.uid").text(""));
    }

    @Override
    public Optional<Ref> object() {
      return Optional.of(target);
    }

    @Override
    public Optional<String> refusal(Ownership ownership, Tree object) {
      return ownership.refusesToDelete(object);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.delete(this);
    }
  }
}
