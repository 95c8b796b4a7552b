package dev.bluesky.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
    private static final byte[] STREAM = {0, 1, 'a', 0, 0, 0, 3, 'b', 'c', 'd', 0, 2, 'e', 'f'};
    private static final List<String> FRAMES = List.of("[97]", "[98, 99, 100]", "[101, 102]");

    @Test
    void framesAreTheSameWhereverTheStreamIsCut() {
        for (int first = 0; first <= STREAM.length; first++) {
            for (int second = first; second <= STREAM.length; second++) {
                assertThat(
                                frames(
                                        Arrays.copyOfRange(STREAM, 0, first),
                                        Arrays.copyOfRange(STREAM, first, second),
                                        Arrays.copyOfRange(STREAM, second, STREAM.length)))
                        .as("cut at %d and %d", first, second)
                        .isEqualTo(FRAMES);
            }
        }
    }

    @Test
    void theLongestFramePassesAndALongerOneIsToldByItsLengthAlone() {
        FrameDecoder decoder = new FrameDecoder();
        ByteBuf longest = Unpooled.buffer().writeShort(2048).writeZero(2048);
        assertThat(decoder.next(longest)).isEqualTo(2048);

        assertThat(decoder.next(Unpooled.buffer().writeShort(2049)))
                .isEqualTo(FrameDecoder.TOO_LONG);
    }

    @Test
    void aLengthIsUnsigned() {
        assertThat(new FrameDecoder().next(Unpooled.wrappedBuffer(new byte[] {-1, -1})))
                .isEqualTo(FrameDecoder.TOO_LONG);
    }

    @Test
    void aFrameHasRoomBehindIt() {
        FrameDecoder decoder = new FrameDecoder();

        assertThat(decoder.frame().length - UdpLink.DATAGRAM_BYTES_MAX).isGreaterThanOrEqualTo(64);
    }

    /**
     * What a decoder makes of a stream that comes in pieces; the last is not a frame if it gives
     * up.
     */
    static List<String> frames(byte[]... pieces) {
        FrameDecoder decoder = new FrameDecoder();
        List<String> frames = new ArrayList<>();
        for (byte[] piece : pieces) {
            ByteBuf stream = Unpooled.wrappedBuffer(piece);
            int length = decoder.next(stream);
            while (length > 0) {
                frames.add(Arrays.toString(Arrays.copyOf(decoder.frame(), length)));
                length = decoder.next(stream);
            }
            if (length == FrameDecoder.TOO_LONG) {
                frames.add("too long");
                return frames;
            }
            assertThat(stream.isReadable()).isFalse();
        }
        return frames;
    }
}
