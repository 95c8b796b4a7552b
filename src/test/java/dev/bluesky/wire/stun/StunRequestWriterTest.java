package dev.bluesky.wire.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StunRequestWriterTest {
    private static final String PASSWORD = "password-of-22-letters";
    private static final StunIntegrityKey KEY = new StunIntegrityKey(PASSWORD);
    private static final int PRIORITY = 0x6E7F1EFF;

    private final StunRequestWriter writer = new StunRequestWriter();
    private final byte[] buffer = new byte[StunRequestWriter.BYTES_MAX];

    /** The one of the tests has an HMAC and a CRC of its own. */
    @Test
    void aCheckIsThatOfBrowsers() {
        long transaction = 0x1122334455667788L;
        int bytes = writer.check("theirs:ours", KEY, PRIORITY, transaction, buffer);
        byte[] expected =
                StunMessages.bindingRequest(transaction)
                        .text(StunMessages.USERNAME, "theirs:ours")
                        .number(StunMessages.ICE_CONTROLLING, transaction)
                        .priority(PRIORITY)
                        .useCandidate()
                        .signed(PASSWORD)
                        .fingerprinted();
        // Four bytes of the transaction ID are a constant there and zero here, and both sums
        // differ.
        assertThat(bytes).isEqualTo(expected.length);
        assertThat(buffer).startsWith(Arrays.copyOf(expected, 8));
        int attributes = bytes - 24 - 8 - 20;
        assertThat(Arrays.copyOfRange(buffer, 12, 20 + attributes))
                .isEqualTo(Arrays.copyOfRange(expected, 12, 20 + attributes));
        StunView view = new StunView();
        assertThat(view.wrap(buffer, 0, bytes)).isEqualTo(StunFault.NONE);
        assertThat(view.isFingerprintRight()).isTrue();
        assertThat(view.isSignedWith(KEY)).isTrue();
        assertThat(view.isSignedWith(new StunIntegrityKey("another-of-22-letters!"))).isFalse();
    }

    @Test
    void theLongestNamesFit() {
        String longest = "r".repeat(32) + ":" + "l".repeat(32);
        int bytes = writer.check(longest, KEY, PRIORITY, 1, buffer);
        StunView view = new StunView();
        assertThat(view.wrap(buffer, 0, bytes)).isEqualTo(StunFault.NONE);
        assertThat(view.isSignedWith(KEY)).isTrue();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.check("n".repeat(66), KEY, PRIORITY, 1, buffer));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.check("a:b", KEY, PRIORITY, 1, new byte[100]));
    }
}
