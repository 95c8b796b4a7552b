package dev.bluesky.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The filter in front of BouncyCastle: what it lets through claims no more than it may. */
class DtlsFuzzTest {
    static Stream<byte[]> datagrams() {
        byte[] hello = Records.clientHello();
        return Stream.of(
                hello,
                Records.sixteenHugeMessages(),
                Records.concat(hello, Records.record(21, 0, new byte[] {2, 40})));
    }

    @MethodSource("datagrams")
    @FuzzTest(maxDuration = "5m")
    void whatPassesReservesLittle(byte @NotNull [] datagram) {
        DtlsFilter filter = new DtlsFilter(DtlsRole.PASSIVE, DtlsLimits.DEFAULT);
        if (filter.check(datagram, 0, datagram.length) == DtlsVerdict.ACCEPTED) {
            assertThat(claimed(datagram)).isLessThanOrEqualTo(16L * 32 * 1024);
        }
    }

    /** As BouncyCastle would reserve: a fragment's whole message, though a message repeats here. */
    private static long claimed(byte[] datagram) {
        long longest = 0;
        for (int at = 0; at < datagram.length; ) {
            int end = at + 13 + DtlsFilter.uint16(datagram, at + 11);
            boolean plainHandshake =
                    datagram[at] == Records.HANDSHAKE && DtlsFilter.uint16(datagram, at + 3) == 0;
            for (int part = at + 13; plainHandshake && part < end; ) {
                longest = Math.max(longest, DtlsFilter.uint24(datagram, part + 1));
                part += 12 + DtlsFilter.uint24(datagram, part + 9);
            }
            at = end;
        }
        return 16 * longest;
    }
}
