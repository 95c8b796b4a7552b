package dev.bluesky.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What should have come in a slot is known whoever was in it when. */
class LoadSlotTest {
    private final SentStream alice = new SentStream();
    private final SentStream bob = new SentStream();

    private static void send(SentStream stream, int packets) {
        LongStream.range(0, packets).forEach(i -> stream.take());
    }

    private static void take(LoadSlot slot, SentStream stream, long from, long to) {
        LongStream.rangeClosed(from, to).forEach(number -> slot.take(stream, number));
    }

    private void open() {
        alice.open();
        bob.open();
    }

    /** Both have sent so many packets when the counting ends. */
    private void shut(int ofAlice, int ofBob) {
        send(alice, ofAlice);
        send(bob, ofBob);
        alice.shut();
        bob.shut();
    }

    private static void assertCounts(LoadSlot slot, long expected, long delivered) {
        assertThat(slot.expected()).as("expected").isEqualTo(expected);
        assertThat(slot.delivered()).as("delivered").isEqualTo(delivered);
    }

    @Test
    void ofAPublisherWhoStaysEverythingOfTheIntervalIsExpected() {
        LoadSlot slot = new LoadSlot(0, null);
        send(alice, 10);
        take(slot, alice, 0, 9);
        slot.begin();
        open();
        shut(5, 0);
        take(slot, alice, 11, 13);
        assertCounts(slot, 5, 3);
        assertThat(slot.switches()).isZero();
    }

    @Test
    void aPublisherFromWhomNothingComesIsMissed() {
        LoadSlot slot = new LoadSlot(0, alice);
        slot.begin();
        open();
        shut(5, 0);
        assertCounts(slot, 5, 0);
        assertThat(slot.isFed()).isFalse();
    }

    @Test
    void ofThoseWhoFollowEachOtherOnlyWhatLiesBetweenIsExpected() {
        LoadSlot slot = new LoadSlot(0, null);
        take(slot, alice, 0, 0);
        slot.begin();
        open();
        shut(100, 100);
        take(slot, alice, 0, 9);
        take(slot, bob, 40, 49);
        take(slot, alice, 60, 99);
        assertCounts(slot, 60, 60);
        assertThat(slot.switches()).isEqualTo(2);
    }

    @Test
    void aGapBeforeASwitchAndAfterItIsMissed() {
        LoadSlot slot = new LoadSlot(0, null);
        take(slot, alice, 0, 0);
        slot.begin();
        open();
        shut(100, 100);
        take(slot, alice, 0, 4);
        take(slot, alice, 7, 9);
        take(slot, bob, 40, 97);
        assertCounts(slot, 10 + 60, 8 + 58);
    }

    @Test
    void whatIsSentBeforeAndAfterTheIntervalDoesNotCount() {
        LoadSlot slot = new LoadSlot(0, alice);
        send(alice, 3);
        slot.begin();
        open();
        shut(5, 0);
        take(slot, alice, 0, 20);
        assertCounts(slot, 5, 5);
    }

    @Test
    void whoeverComesAfterTheIntervalIsNotExpected() {
        LoadSlot slot = new LoadSlot(0, null);
        take(slot, alice, 0, 0);
        slot.begin();
        open();
        shut(5, 5);
        take(slot, alice, 0, 4);
        take(slot, bob, 7, 9);
        assertCounts(slot, 5, 5);
    }
}
