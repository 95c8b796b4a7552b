package dev.bluesky.media.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakerDetectorTest {
    private static final int SPEECH = 100;
    private static final int LOUDER = 110;
    private static final int STEP_MS = 50;

    private final SpeakerDetector detector = new SpeakerDetector();
    private final Map<String, Integer> loudness = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(7);
    private long nowNs = Long.MAX_VALUE - 3_000_000_000L;

    private void people(String... all) {
        for (String publisher : all) {
            detector.add(publisher);
            loudness.put(publisher, 5);
        }
        pass(1_000);
    }

    private void loud(String publisher, int level) {
        loudness.put(publisher, level);
    }

    private void quiet(String publisher) {
        loudness.put(publisher, 5);
    }

    private void pass(int ms) {
        for (int i = 0; i < ms / STEP_MS; i++) {
            step();
        }
    }

    private boolean step() {
        nowNs += SpeakerDetector.STEP_NS;
        loudness.forEach((publisher, level) -> detector.heard(publisher, level, 1, nowNs));
        return detector.decide();
    }

    /** How long until this one is the speaker. */
    private int msUntil(String speaker) {
        for (int ms = STEP_MS; ms <= 5_000; ms += STEP_MS) {
            step();
            if (speaker.equals(active())) {
                return ms;
            }
        }
        throw new AssertionError(speaker + " was not recognised, but " + active());
    }

    private String active() {
        return detector.active().orElse("");
    }

    /** Syllables: three of four steps loud, and a pause for breath each two seconds. */
    private void talk(String publisher, int ms) {
        for (int at = 0; at < ms; at += STEP_MS) {
            boolean breath = at % 2_000 > 1_800;
            boolean syllable = random.nextInt(4) > 0;
            loud(publisher, !breath && syllable ? SPEECH - random.nextInt(10) : 20);
            step();
        }
    }

    @Test
    void nobodySpeaksInSilence() {
        people("a", "b");
        pass(10_000);
        assertThat(detector.active()).isEmpty();
        assertThat(detector.latest()).containsExactly("a", "b");
    }

    @Test
    void aSpeakerIsRecognisedWithinHalfASecond() {
        people("a", "b", "c");
        loud("b", SPEECH);
        assertThat(msUntil("b")).isBetween(300, 500);
    }

    @Test
    void whoSpeaksNextIsRecognisedWithinHalfASecond() {
        people("a", "b");
        loud("a", SPEECH);
        pass(5_000);
        quiet("a");
        loud("b", SPEECH);
        assertThat(msUntil("b")).isBetween(300, 550);
    }

    @Test
    void whoTalksOverTheSpeakerMustBeClearlyLouder() {
        people("a", "b");
        loud("a", SPEECH);
        pass(3_000);
        loud("b", SPEECH + 1);
        pass(3_000);
        assertThat(active()).isEqualTo("a");
        loud("b", LOUDER);
        assertThat(msUntil("b")).isLessThan(900);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 100, 200, 300})
    void aCoughChangesNothing(int ms) {
        people("a", "b");
        loud("a", SPEECH);
        pass(2_000);
        quiet("a");
        pass(200);
        loud("b", 127);
        pass(ms);
        quiet("b");
        pass(2_000);
        assertThat(active()).isEqualTo("a");
        assertThat(detector.latest()).containsExactly("a", "b");
    }

    @Test
    void theSpeakerStaysItInSilenceUntilAnotherOneSpeaks() {
        people("a", "b");
        loud("b", SPEECH);
        pass(1_000);
        quiet("b");
        pass(60_000);
        assertThat(active()).isEqualTo("b");
        loud("a", 75);
        assertThat(msUntil("a")).isLessThan(550);
    }

    @Test
    void wordsWithPausesAreOneSpeechAndNothingFlickers() {
        people("a", "b");
        talk("a", 1_000);
        assertThat(active()).isEqualTo("a");
        for (int i = 0; i < 20; i++) {
            talk("a", 500);
            assertThat(active()).isEqualTo("a");
            assertThat(detector.isSpeaking("a")).isTrue();
        }
    }

    @Test
    void twoWhoAnswerEachOtherAreTheLatest() {
        people("a", "b", "c", "d");
        for (int i = 0; i < 3; i++) {
            talk("d", 3_000);
            loudness.put("d", 5);
            talk("b", 3_000);
            loudness.put("b", 5);
        }
        pass(2_000);
        assertThat(detector.latest()).containsExactly("b", "d", "a", "c");
    }

    @Test
    void aFanIsLearnedAndDoesNotTakeOverWhenTheSpeakerPauses() {
        people("a", "b");
        loud("b", 78);
        pass(40_000);
        talk("a", 5_000);
        quiet("a");
        pass(10_000);
        assertThat(active()).isEqualTo("a");
        assertThat(detector.isSpeaking("b")).isFalse();
        loud("b", 100);
        assertThat(msUntil("b")).as("speech above the fan").isLessThan(550);
    }

    @Test
    void whoIsMutedNeverSpeaksAndStopsAtOnce() {
        people("a", "b");
        detector.mute("b", true);
        loud("b", SPEECH);
        pass(3_000);
        assertThat(detector.active()).isEmpty();
        detector.mute("b", false);
        assertThat(msUntil("b")).isLessThan(550);
        detector.mute("b", true);
        assertThat(step()).isTrue();
        assertThat(detector.active()).isEmpty();
    }

    @Test
    void whoseLevelsAreUnknownIsBehindTheOthersAndNotLost() {
        people("x", "a", "b");
        loud("x", LevelMeter.UNKNOWN);
        talk("b", 1_000);
        quiet("b");
        talk("a", 1_000);
        quiet("a");
        pass(2_000);
        assertThat(detector.latest()).containsExactly("a", "b", "x");
    }

    @Test
    void whoLeavesIsNoSpeakerAndNobodyIsUntilSomebodySpeaks() {
        people("a", "b");
        talk("a", 1_000);
        detector.remove("a");
        loudness.remove("a");
        pass(1_000);
        assertThat(detector.active()).isEmpty();
        assertThat(detector.latest()).containsExactly("b");
    }

    @Test
    void fiveWhoSpeakAtOnceAreAllAmongTheLatestFive() {
        people("a", "b", "c", "d", "e", "f", "g");
        for (String each : List.of("c", "d", "e", "f", "g")) {
            loud(each, SPEECH);
        }
        pass(2_000);
        assertThat(detector.latest().subList(0, 5))
                .containsExactlyInAnyOrder("c", "d", "e", "f", "g");
        assertThat(detector.latest().get(0)).isEqualTo(active());
    }

    @Test
    void aStallOfTheLoopMakesNoSpeaker() {
        people("a");
        nowNs += 10_000_000_000L;
        detector.heard("a", SPEECH, 200, nowNs);
        boolean unused = detector.decide();
        assertThat(detector.active()).isEmpty();
    }
}
