package dev.bluesky.wire.stun;

import static dev.bluesky.wire.stun.StunMessages.ICE_CONTROLLED;
import static dev.bluesky.wire.stun.StunMessages.PRIORITY;
import static dev.bluesky.wire.stun.StunMessages.SOFTWARE;
import static dev.bluesky.wire.stun.StunMessages.USERNAME;
import static dev.bluesky.wire.stun.StunMessages.USE_CANDIDATE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StunViewTest {
    private static final String PASSWORD = "password-of-22-letters";
    private static final StunIntegrityKey KEY = new StunIntegrityKey(PASSWORD);

    private final StunView view = new StunView();

    private StunFault wrap(byte[] message) {
        return view.wrap(message, 0, message.length);
    }

    private static byte[] check() {
        return StunMessages.check("ours:theirs", 7).useCandidate().signed(PASSWORD).fingerprinted();
    }

    @Test
    void everyTruncationIsAFault() {
        byte[] check = check();
        for (int length = 0; length < check.length; length++) {
            byte[] cut = Arrays.copyOf(check, length);
            assertThat(wrap(cut)).as("%d bytes", length).isNotEqualTo(StunFault.NONE);
        }
        assertThat(wrap(Arrays.copyOf(check, check.length + 4))).isEqualTo(StunFault.WRONG_LENGTH);
    }

    @Test
    void aHeaderThatLiesAboutTheLengthIsAFault() {
        for (int lie = 0; lie < 0x10000; lie++) {
            byte[] check = check();
            int truth = check.length - 20;
            check[2] = (byte) (lie >> 8);
            check[3] = (byte) lie;
            assertThat(wrap(check) == StunFault.NONE).as("%d", lie).isEqualTo(lie == truth);
        }
    }

    @Test
    void anAttributeThatLiesAboutItsLengthIsAFault() {
        for (int lie : new int[] {5, 8, 0x7FFF, 0x8000, 0xFFFD, 0xFFFE, 0xFFFF}) {
            byte[] message =
                    StunMessages.bindingRequest(1)
                            .attributeOfClaimedLength(SOFTWARE, lie, new byte[4])
                            .bytes();
            assertThat(wrap(message)).as("%d", lie).isEqualTo(StunFault.ATTRIBUTE_OVERRUN);
        }
    }

    @Test
    void anAttributeOfAnotherSizeThanItsTypeHasIsAFault() {
        for (int type :
                new int[] {PRIORITY, USE_CANDIDATE, ICE_CONTROLLED, 0x0008, 0x8028, 0x0020}) {
            byte[] message = StunMessages.bindingRequest(1).attribute(type, new byte[3]).bytes();
            assertThat(wrap(message)).as("%x", type).isEqualTo(StunFault.WRONG_ATTRIBUTE_SIZE);
        }
        byte[] longName = StunMessages.bindingRequest(1).attribute(USERNAME, new byte[514]).bytes();
        assertThat(wrap(longName)).isEqualTo(StunFault.WRONG_ATTRIBUTE_SIZE);
    }

    @Test
    void whatIsNotStunIsToldApart() {
        byte[] dtls = check();
        dtls[0] = 22;
        assertThat(wrap(dtls)).isEqualTo(StunFault.NOT_STUN);
        byte[] rtp = check();
        rtp[0] = (byte) 0x80;
        assertThat(wrap(rtp)).isEqualTo(StunFault.NOT_STUN);
        byte[] classic = check();
        classic[4] = 0;
        assertThat(wrap(classic)).isEqualTo(StunFault.NOT_STUN);
        assertThat(StunView.looksLikeStun(classic, 0, classic.length)).isFalse();
        assertThat(StunView.looksLikeStun(check(), 0, 19)).isFalse();
        assertThat(StunView.looksLikeStun(check(), 0, 20)).isTrue();
    }

    @Test
    void attributesAfterTheIntegrityAreIgnoredButForTheFingerprint() {
        byte[] message =
                StunMessages.bindingRequest(1)
                        .text(USERNAME, "ours:theirs")
                        .signed(PASSWORD)
                        .priority(1)
                        .useCandidate()
                        .attribute(ICE_CONTROLLED, new byte[3])
                        .attribute(0x7777)
                        .text(USERNAME, "evil:theirs")
                        .fingerprinted();
        assertThat(wrap(message)).isEqualTo(StunFault.NONE);
        assertThat(view.isSignedWith(KEY)).isTrue();
        assertThat(view.isFingerprintRight()).isTrue();
        assertThat(view.useCandidate()).isFalse();
        assertThat(view.hasPriority()).isFalse();
        assertThat(view.isControlled()).isFalse();
        assertThat(view.unknownRequiredCount()).isZero();
        assertThat(view.usernameIs("ours:theirs".getBytes(US_ASCII))).isTrue();
    }

    @Test
    void nothingMayFollowTheFingerprint() {
        StunMessages message = StunMessages.check("ours:theirs", 1).signed(PASSWORD);
        message.fingerprinted();
        assertThat(wrap(message.text(SOFTWARE, "late").bytes()))
                .isEqualTo(StunFault.AFTER_FINGERPRINT);
    }

    @Test
    void ofAttributesThatComeTwiceTheFirstCounts() {
        byte[] message =
                StunMessages.bindingRequest(1)
                        .priority(1)
                        .priority(2)
                        .text(USERNAME, "first:a")
                        .text(USERNAME, "second:b")
                        .bytes();
        assertThat(wrap(message)).isEqualTo(StunFault.NONE);
        assertThat(view.priority()).isEqualTo(1);
        assertThat(view.localUfragBytes()).isEqualTo(5);
    }

    @Test
    void unknownAttributesAreNamedIfTheyMustBeUnderstood() {
        StunMessages message = StunMessages.bindingRequest(1).attribute(0x8001).attribute(0xFFFF);
        assertThat(wrap(message.bytes())).isEqualTo(StunFault.NONE);
        assertThat(view.unknownRequiredCount()).isZero();
        for (int type = 0x7FF0; type < 0x8000; type++) {
            message.attribute(type);
        }
        assertThat(wrap(message.bytes())).isEqualTo(StunFault.NONE);
        assertThat(view.unknownRequiredCount()).isEqualTo(8);
        assertThat(view.unknownRequired(0)).isEqualTo(0x7FF0);
    }

    @Test
    void aUsernameWithoutColonHasNoUfrag() {
        wrap(StunMessages.bindingRequest(1).text(USERNAME, "nocolon").bytes());
        assertThat(view.localUfragBytes()).isEqualTo(-1);
        wrap(StunMessages.bindingRequest(1).text(USERNAME, "").bytes());
        assertThat(view.localUfragBytes()).isEqualTo(-1);
        wrap(StunMessages.bindingRequest(1).bytes());
        assertThat(view.localUfragBytes()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyBytesAreAFaultOrAReadableMessage(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int readable = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] message = disturbed(random);
            if (wrap(message) == StunFault.NONE) {
                readEverything();
                readable++;
            }
        }
        assertThat(readable).as("readable ones of seed %d", seed).isPositive();
    }

    /** Random attributes behind a right header, or a right check with some bytes changed. */
    private static byte[] disturbed(SplittableRandom random) {
        byte[] message = check();
        if (random.nextBoolean()) {
            message = Arrays.copyOf(message, 20 + 4 * random.nextInt(32));
            for (int i = 20; i < message.length; i++) {
                message[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : 0);
            }
            message[3] = (byte) (message.length - 20);
        } else {
            for (int i = random.nextInt(4); i >= 0; i--) {
                message[random.nextInt(message.length)] = (byte) random.nextInt();
            }
        }
        return message;
    }

    private void readEverything() {
        view.type();
        view.usernameIs(new byte[] {1});
        view.localUfragBytes();
        view.priority();
        view.tieBreaker();
        view.errorCode();
        view.mappedAddress();
        view.isFingerprintRight();
        view.isSignedWith(KEY);
        byte[] response = new byte[StunResponseWriter.BYTES_MAX];
        new StunResponseWriter().error(view, StunError.UNKNOWN_ATTRIBUTE, KEY, response);
    }
}
