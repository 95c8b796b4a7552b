package dev.bluesky.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bluesky.dtls.HandshakeThreads;
import dev.bluesky.engine.rehearsal.Rehearsal;
import dev.bluesky.engine.rehearsal.Scene;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Calls that nobody makes are calls all the same, and leave nothing behind. */
@Timeout(60)
class WarmUpTest {
    private static final Identity IDENTITY = new Identity(Clock.systemUTC(), Duration.ofDays(30));
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int SOUND_PER_SECOND = 50;
    private static final int PICTURE_PER_SECOND = 30 * 6;

    private final ForwardThreads threads = ForwardThreads.start();

    @AfterEach
    void stop() {
        threads.stop();
    }

    private static Scene lasting(Scene scene, int seconds) {
        return new Scene(
                scene.publishers(),
                scene.sizes(),
                scene.audience(),
                scene.pairwise(),
                scene.slots(),
                Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @FieldSource("dev.bluesky.engine.rehearsal.Scene#ALL")
    void everybodyIsSentEverythingAndWhatIsLostComesAgain(Scene scene) throws InterruptedException {
        Rehearsal.Stage stage = WarmUp.stage(IDENTITY, threads);
        Rehearsal call = new Rehearsal(stage, () -> true);
        call.play(lasting(scene, 3));
        int pairs = scene.publishers() * (scene.publishers() - 1);
        int sounds = scene.audience() + (scene.pairwise() || scene.slots() ? pairs : 0);
        int pictures = scene.sizes() == 1 ? sounds : 0; // Else it depends on their sizes.
        assertThat(call.packets())
                .isGreaterThan(
                        (long) (2.5 * (sounds * SOUND_PER_SECOND + pictures * PICTURE_PER_SECOND)));
        assertThat(call.recovered()).isPositive();
        assertThat(((ForwardRoom) stage.room()).connections()).isZero();
        assertThat(((ForwardRoom) stage.room()).publications()).isZero();
        assertThat(((Demultiplexer) stage.handler()).sessions()).isEmpty();
    }

    @Test
    void whoeverIsInTheMiddleOfItLeaves() throws InterruptedException {
        Rehearsal.Stage stage = WarmUp.stage(IDENTITY, threads);
        int[] asked = {200};
        Rehearsal call = new Rehearsal(stage, () -> asked[0]-- > 0);
        call.play(Scene.ALL.get(1));
        assertThat(asked[0]).isNegative();
        assertThat(((ForwardRoom) stage.room()).connections()).isZero();
        assertThat(((Demultiplexer) stage.handler()).sessions()).isEmpty();
    }

    @Test
    void whoCannotJoinEndsIt() {
        Rehearsal.Stage stage = WarmUp.stage(IDENTITY, threads);
        HandshakeThreads stopped = ForwardThreads.start().handshakes();
        stopped.executor().shutdown();
        Rehearsal call =
                new Rehearsal(
                        new Rehearsal.Stage(
                                stage.loop(),
                                stage.handler(),
                                stage.room(),
                                stage.certificate(),
                                stopped),
                        () -> true);
        assertThatIllegalStateException()
                .isThrownBy(() -> call.play(Scene.ALL.get(0)))
                .withStackTraceContaining("NO_THREAD");
        assertThat(((ForwardRoom) stage.room()).connections()).isZero();
    }

    @Test
    void itEndsByItself() throws InterruptedException {
        WarmUp warmUp = new WarmUp(IDENTITY, Duration.ofMillis(300));
        warmUp.start();
        assertThat(warmUp.awaitEnd(LIMIT)).isTrue();
        warmUp.close();
    }

    @Test
    void itEndsWhenSomebodyComes() throws InterruptedException {
        WarmUp warmUp = new WarmUp(IDENTITY, Duration.ofHours(1));
        warmUp.start();
        assertThat(warmUp.isRunning()).isTrue();
        warmUp.end();
        assertThat(warmUp.awaitEnd(LIMIT)).isTrue();
    }

    @Test
    void noneIsWantedWhereItTakesNoTime() {
        WarmUp warmUp = new WarmUp(IDENTITY, Duration.ZERO);
        warmUp.start();
        assertThat(warmUp.isRunning()).isFalse();
        warmUp.close();
    }
}
