package dev.bluesky.wire.rtp;

import static dev.bluesky.wire.rtp.Packets.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedPayloadTest {

    /** Blocks of 3 and 2 bytes, 960 and 480 ticks ago, and a primary one of 4; type 111. */
    private static final String TWO_REDUNDANT = "ef0f0003 ef078002 6f a1a2a3 b1b2 c1c2c3c4";

    private static int primary(String payload) {
        byte[] bytes = hex(payload);
        byte[] buffer = new byte[bytes.length + 200];
        Arrays.fill(buffer, (byte) 0x6F); // what follows looks like a last header
        System.arraycopy(bytes, 0, buffer, 100, bytes.length);
        int at = RedPayload.primaryOffset(buffer, 100, bytes.length);
        return at == RedPayload.MALFORMED ? at : at - 100;
    }

    private static String blocks(int redundant, String rest) {
        return "ef000000".repeat(redundant) + "6f" + rest;
    }

    @Test
    void thePrimaryBlockComesAfterTheRedundantOnes() {
        assertThat(primary(TWO_REDUNDANT)).isEqualTo(9 + 5);
        assertThat(primary("6f c1c2")).as("without redundancy").isEqualTo(1);
        assertThat(primary("ef000000 6f c1")).as("with an empty block").isEqualTo(5);
        assertThat(primary("ef0003ff 6f" + "00".repeat(1024))).isEqualTo(5 + 1023);
    }

    @Test
    void allBlocksGetTheReceiversPayloadType() {
        byte[] payload = hex("ffff" + TWO_REDUNDANT + "ffff");
        assertThat(RedPayload.payloadType(payload, 2, payload.length - 4, 9)).isTrue();
        assertThat(payload).isEqualTo(hex("ffff 890f0003 89078002 09 a1a2a3 b1b2 c1c2c3c4 ffff"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "ef", // a header cut short after each of its bytes
                "efff",
                "ef0000",
                "ef000000", // no last header
                "6f", // no primary block
                "ef000002 6f a1", // a block beyond the payload
                "ef0003ff 6f a1a2",
                "ef000001 6f a1", // nothing left for the primary block
                "ef000001 ef000001 ef", // cut short in a later header
            })
    void whatIsCutShortOrLiesIsMalformed(String payload) {
        assertThat(primary(payload)).isEqualTo(RedPayload.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ef", "ef0000", "ef000000", "ef000001 ef000001 ef"})
    void headersThatAreCutShortAreLeftAlone(String payload) {
        byte[] bytes = hex(payload);
        byte[] buffer = Arrays.copyOf(bytes, bytes.length + 50);
        byte[] before = buffer.clone();
        assertThat(RedPayload.payloadType(buffer, 0, bytes.length, 9)).isFalse();
        assertThat(buffer).isEqualTo(before);
    }

    @Test
    void moreBlocksThanReceiversTakeAreMalformed() {
        assertThat(primary(blocks(RedPayload.MAX_BLOCKS - 1, "c1"))).isPositive();
        assertThat(primary(blocks(RedPayload.MAX_BLOCKS, "c1"))).isEqualTo(RedPayload.MALFORMED);
        assertThat(primary(blocks(254, "c1"))).as("255 blocks").isEqualTo(RedPayload.MALFORMED);
        byte[] many = hex(blocks(254, "c1"));
        assertThat(RedPayload.payloadType(many, 0, many.length, 9)).isFalse();
        assertThat(many).isEqualTo(hex(blocks(254, "c1")));
    }
}
