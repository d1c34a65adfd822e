package dev.egresstls.lab.session;

/**
 * An answer to a question of the quiz.
 *
 * @param id of the question
 * @param question as it was asked
 * @param own what the learner said
 * @param right the right answer
 * @param evidence a command of the prompt that shows it
 * @param shows what its output says
 */
public record QuizAnswer(
    String id, String question, String own, String right, String evidence, String shows) {
  /** Whether the learner was right. */
  public boolean correct() {
    return own.equals(right);
  }
}
