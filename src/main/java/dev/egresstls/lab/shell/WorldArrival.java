package dev.egresstls.lab.shell;

/** What is called on the thread that opens the world of a session. */
interface WorldArrival {
  /** It is known where the session takes place. */
  default void known() {}

  default void open() {}

  default void failed() {}
}
