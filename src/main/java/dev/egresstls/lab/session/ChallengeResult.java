package dev.egresstls.lab.session;

import java.time.Duration;

/**
 * What came of a challenge: a fault that the learner was to find.
 *
 * @param title what was broken, in one line; it is shown only afterwards
 * @param level such as {@code easy}
 * @param seed with which the same challenge comes again
 * @param solved whether the checks held before the learner gave up
 * @param time from the symptom to the end
 * @param hints how many hints were shown
 * @param looks how many commands the learner looked with
 */
public record ChallengeResult(
    String title, String level, long seed, boolean solved, Duration time, int hints, int looks) {}
