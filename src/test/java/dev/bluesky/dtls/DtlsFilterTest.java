package dev.bluesky.dtls;

import static dev.bluesky.dtls.Records.CLIENT_HELLO;
import static dev.bluesky.dtls.Records.HANDSHAKE;
import static dev.bluesky.dtls.Records.concat;
import static dev.bluesky.dtls.Records.fragment;
import static dev.bluesky.dtls.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsFilterTest {
    private static byte[] hello = {};

    private final DtlsFilter filter = new DtlsFilter(DtlsRole.PASSIVE, DtlsLimits.DEFAULT);

    @BeforeAll
    static void takeARealHello() {
        hello = Records.clientHello();
    }

    private DtlsVerdict check(byte[] datagram) {
        return filter.check(datagram, 0, datagram.length);
    }

    private DtlsVerdict checkFragments(byte[]... fragments) {
        return check(record(HANDSHAKE, 0, concat(fragments)));
    }

    private static byte[] helloFragment(int length, int at, int bytes) {
        return fragment(CLIENT_HELLO, length, 0, at, new byte[bytes]);
    }

    @Test
    void aRealHelloPassesAlsoAgain() {
        assertThat(check(hello)).isEqualTo(DtlsVerdict.ACCEPTED);
        assertThat(check(hello)).isEqualTo(DtlsVerdict.ACCEPTED);
    }

    @Test
    void theDatagramThatReserves256MiBIsDropped() {
        byte[] datagram = Records.sixteenHugeMessages();
        assertThat(datagram).hasSize(205);

        assertThat(check(datagram)).isEqualTo(DtlsVerdict.MESSAGE_TOO_LONG);
        assertThat(check(hello)).isEqualTo(DtlsVerdict.ACCEPTED);
    }

    @Test
    void manyLongMessagesAreTooLongTogether() {
        assertThat(checkFragments(helloFragment(32 * 1024, 0, 1))).isEqualTo(DtlsVerdict.ACCEPTED);
        assertThat(checkFragments(fragment(11, 32 * 1024, 1, 0, new byte[1])))
                .isEqualTo(DtlsVerdict.ACCEPTED);
        assertThat(checkFragments(fragment(16, 1, 2, 0, new byte[1])))
                .isEqualTo(DtlsVerdict.MESSAGE_TOO_LONG);
    }

    @Test
    void aMessageOverTheLimitIsDropped() {
        assertThat(checkFragments(helloFragment(32 * 1024 + 1, 0, 100)))
                .isEqualTo(DtlsVerdict.MESSAGE_TOO_LONG);
    }

    @Test
    void fragmentsOutsideTheirMessageOrRecordAreDropped() {
        assertThat(checkFragments(helloFragment(100, 50, 51)))
                .isEqualTo(DtlsVerdict.LYING_FRAGMENT);
        assertThat(checkFragments(helloFragment(100, 0xffffff, 1)))
                .isEqualTo(DtlsVerdict.LYING_FRAGMENT);
        byte[] cut = Arrays.copyOf(helloFragment(100, 0, 100), 60);
        assertThat(checkFragments(cut)).isEqualTo(DtlsVerdict.LYING_FRAGMENT);
        assertThat(checkFragments(helloFragment(100, 0, 0))).isEqualTo(DtlsVerdict.LYING_FRAGMENT);
        assertThat(checkFragments(new byte[11])).isEqualTo(DtlsVerdict.LYING_FRAGMENT);
    }

    @Test
    void overlappingAndUnorderedFragmentsPassButNotContradictions() {
        assertThat(checkFragments(helloFragment(100, 60, 40), helloFragment(100, 30, 50)))
                .isEqualTo(DtlsVerdict.ACCEPTED);
        assertThat(checkFragments(helloFragment(101, 0, 30)))
                .isEqualTo(DtlsVerdict.CONFLICTING_FRAGMENT);
        assertThat(checkFragments(fragment(11, 100, 0, 0, new byte[30])))
                .isEqualTo(DtlsVerdict.CONFLICTING_FRAGMENT);
    }

    @Test
    void manyFragmentsOfOneByteExhaustTheBudget() {
        byte[][] hundred = new byte[100][];
        Arrays.setAll(hundred, at -> helloFragment(1000, at, 1));
        for (int i = 0; i < 5; i++) {
            assertThat(checkFragments(hundred)).isEqualTo(DtlsVerdict.ACCEPTED);
        }
        assertThat(checkFragments(hundred)).isEqualTo(DtlsVerdict.BUDGET_EXHAUSTED);
    }

    @Test
    void manyRecordsOrBytesExhaustTheBudget() {
        DtlsLimits few = limits(3, 9, 1_000_000, 9);
        DtlsFilter byRecords = new DtlsFilter(DtlsRole.PASSIVE, few);
        DtlsLimits little = limits(99, 99, 600, 9);
        DtlsFilter byBytes = new DtlsFilter(DtlsRole.PASSIVE, little);
        byte[] datagram = record(HANDSHAKE, 0, helloFragment(175, 0, 175)); // 200 bytes
        for (int i = 0; i < 3; i++) {
            assertThat(byRecords.check(datagram, 0, 200)).isEqualTo(DtlsVerdict.ACCEPTED);
            assertThat(byBytes.check(datagram, 0, 200)).isEqualTo(DtlsVerdict.ACCEPTED);
        }
        assertThat(byRecords.check(datagram, 0, 200)).isEqualTo(DtlsVerdict.BUDGET_EXHAUSTED);
        assertThat(byBytes.check(datagram, 0, 200)).isEqualTo(DtlsVerdict.BUDGET_EXHAUSTED);
    }

    @Test
    void nothingBeforeAHelloIsWorthAThread() {
        byte[] alert = record(21, 0, new byte[] {2, 40});
        byte[] finished = record(HANDSHAKE, 1, new byte[48]);

        assertThat(check(alert)).isEqualTo(DtlsVerdict.UNEXPECTED_MESSAGE);
        assertThat(check(finished)).isEqualTo(DtlsVerdict.UNEXPECTED_MESSAGE);
        assertThat(checkFragments(fragment(11, 1, 1, 0, new byte[1])))
                .isEqualTo(DtlsVerdict.UNEXPECTED_MESSAGE);
        assertThat(check(hello)).isEqualTo(DtlsVerdict.ACCEPTED);
        assertThat(check(alert)).isEqualTo(DtlsVerdict.ACCEPTED);
        assertThat(check(finished)).isEqualTo(DtlsVerdict.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 4, 12, 13, 14, 20, 22, 23, 33, 255})
    void messagesThatAClientDoesNotSendInTheClearAreDropped(int type) {
        assertThat(check(hello)).isEqualTo(DtlsVerdict.ACCEPTED);
        assertThat(checkFragments(fragment(type, 1, 1, 0, new byte[1])))
                .isEqualTo(DtlsVerdict.UNEXPECTED_MESSAGE);
        assertThat(checkFragments(fragment(11, 1, 16, 0, new byte[1])))
                .isEqualTo(DtlsVerdict.UNEXPECTED_MESSAGE);
    }

    @Test
    void futureEpochsAndApplicationDataAndHeartbeatsAreDropped() {
        assertThat(check(hello)).isEqualTo(DtlsVerdict.ACCEPTED);
        assertThat(check(record(HANDSHAKE, 2, new byte[48]))).isEqualTo(DtlsVerdict.FUTURE_EPOCH);
        assertThat(check(record(21, 0xffff, new byte[48]))).isEqualTo(DtlsVerdict.FUTURE_EPOCH);
        for (int epoch = 0; epoch < 2; epoch++) {
            assertThat(check(record(23, epoch, new byte[48])))
                    .isEqualTo(DtlsVerdict.UNEXPECTED_CONTENT);
            assertThat(check(record(24, epoch, new byte[48])))
                    .isEqualTo(DtlsVerdict.UNEXPECTED_CONTENT);
        }
    }

    @Test
    void theCipherChangesOnlyAfterTheWholeProofOfTheCertificate() {
        byte[] change = record(20, 0, new byte[] {1});
        byte[] proof = fragment(15, 80, 3, 0, new byte[50]);
        byte[] restOfProof = fragment(15, 80, 3, 50, new byte[30]);
        assertThat(check(hello)).isEqualTo(DtlsVerdict.ACCEPTED);

        assertThat(check(change)).isEqualTo(DtlsVerdict.EARLY_CHANGE_CIPHER);
        assertThat(checkFragments(restOfProof)).isEqualTo(DtlsVerdict.ACCEPTED);
        assertThat(check(change)).isEqualTo(DtlsVerdict.EARLY_CHANGE_CIPHER);
        assertThat(checkFragments(proof)).isEqualTo(DtlsVerdict.ACCEPTED);
        assertThat(check(change)).isEqualTo(DtlsVerdict.EARLY_CHANGE_CIPHER);
        assertThat(check(concat(record(HANDSHAKE, 0, restOfProof), change)))
                .isEqualTo(DtlsVerdict.ACCEPTED);
        assertThat(check(change)).isEqualTo(DtlsVerdict.ACCEPTED);
    }

    @Test
    void whatIsNoRecordIsDropped() {
        assertThat(check(new byte[0])).isEqualTo(DtlsVerdict.TOO_SHORT);
        assertThat(check(new byte[1501])).isEqualTo(DtlsVerdict.TOO_LONG);
        assertThat(check(record(19, 0, new byte[9]))).isEqualTo(DtlsVerdict.NOT_A_RECORD);
        assertThat(check(record(26, 0, new byte[9]))).isEqualTo(DtlsVerdict.NOT_A_RECORD);
        byte[] tls = hello.clone();
        tls[1] = 3;
        assertThat(check(tls)).isEqualTo(DtlsVerdict.NOT_A_RECORD);
        assertThat(check(record(HANDSHAKE, 0, new byte[0])))
                .isEqualTo(DtlsVerdict.LYING_RECORD_LENGTH);
        assertThat(check(concat(hello, new byte[5]))).isEqualTo(DtlsVerdict.LYING_RECORD_LENGTH);
        assertThat(check(record(21, 0, new byte[3]))).isEqualTo(DtlsVerdict.LYING_RECORD_LENGTH);
    }

    @Test
    void aHelloCutAnywhereIsDroppedAndCostsNothing() {
        for (int length = 0; length < hello.length; length++) {
            assertThat(check(Arrays.copyOf(hello, length)))
                    .as("%d bytes", length)
                    .isIn(DtlsVerdict.TOO_SHORT, DtlsVerdict.LYING_RECORD_LENGTH);
        }
        assertThat(check(hello)).isEqualTo(DtlsVerdict.ACCEPTED);
    }

    @ParameterizedTest
    @EnumSource
    void noiseAndDamageNeverThrow(DtlsRole role) {
        for (long seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            DtlsFilter one = new DtlsFilter(role, DtlsLimits.DEFAULT);
            for (int i = 0; i < 10; i++) {
                byte[] datagram = concat(hello, hello);
                for (int damage = random.nextInt(8); damage > 0; damage--) {
                    datagram[random.nextInt(40)] = (byte) random.nextInt();
                }
                int length = random.nextInt(datagram.length + 1);
                assertThat(one.check(datagram, 0, length)).as("seed %d", seed).isNotNull();
            }
        }
    }

    private static DtlsLimits limits(int records, int fragments, int bytes, int queued) {
        Duration second = Duration.ofSeconds(1);
        return new DtlsLimits(second, second, second, records, fragments, bytes, queued);
    }
}
