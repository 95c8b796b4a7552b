package dev.bluesky.wire.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StunResponseWriterTest {
    private static final String PASSWORD = "password-of-22-letters";
    private static final StunIntegrityKey KEY = new StunIntegrityKey(PASSWORD);

    private final StunView request = new StunView();
    private final StunView response = new StunView();
    private final StunResponseWriter writer = new StunResponseWriter();
    private final byte[] buffer = new byte[StunResponseWriter.BYTES_MAX];

    StunResponseWriterTest() {
        StunMessages message = StunMessages.check("ours:theirs", 7);
        for (int type = 0x7000; type < 0x7010; type++) {
            message.attribute(type);
        }
        byte[] bytes = message.signed(PASSWORD).fingerprinted();
        request.wrap(bytes, 0, bytes.length);
    }

    private void read(int bytes) {
        assertThat(response.wrap(buffer, 0, bytes)).isEqualTo(StunFault.NONE);
        assertThat(response.isFingerprintRight()).isTrue();
    }

    @Test
    void aSuccessNamesTheSourceAndNeedsFewBytes() {
        InetSocketAddress ipv4 = new InetSocketAddress("203.0.113.255", 65535);
        int bytes = writer.success(request, ipv4, KEY, buffer);
        read(bytes);
        assertThat(bytes).isEqualTo(64);
        assertThat(response.mappedAddress()).contains(ipv4);
        InetSocketAddress ipv6 = new InetSocketAddress("2001:db8::ff", 1);
        assertThat(writer.success(request, ipv6, KEY, buffer)).isEqualTo(76);
        read(76);
        assertThat(response.mappedAddress()).contains(ipv6);
        assertThat(response.isSignedWith(KEY)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anErrorHasItsCodeAndFitsTheSmallestBuffer(StunError error) {
        read(writer.error(request, error, KEY, buffer));
        assertThat(response.type()).isEqualTo(StunType.BINDING_ERROR);
        assertThat(response.errorCode()).isEqualTo(error.code());
        assertThat(response.isSignedWith(KEY)).isTrue();
    }

    @Test
    void anErrorWithoutAuthenticationIsNotSigned() {
        read(writer.unsignedError(request, StunError.UNAUTHENTICATED, buffer));
        assertThat(response.errorCode()).isEqualTo(401);
        assertThat(response.hasIntegrity()).isFalse();
    }

    @Test
    void unknownAttributesAreListed() {
        writer.error(request, StunError.UNKNOWN_ATTRIBUTE, KEY, buffer);
        // header 20, ERROR-CODE 4 + 4 + "Unknown" and a zero
        assertThat(buffer).startsWith(1, 0x11).containsSequence(0, 0x0A, 0, 16, 0x70, 0, 0x70, 1);
        assertThat(buffer[36 + 4 + 14]).isEqualTo((byte) 0x70);
        assertThat(buffer[36 + 4 + 15]).isEqualTo((byte) 0x07);
    }

    @Test
    void aBufferThatIsTooSmallIsTheCallersMistake() {
        InetSocketAddress source = new InetSocketAddress("192.0.2.1", 1);
        assertThatThrownBy(() -> writer.success(request, source, KEY, new byte[64]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
