package dev.bluesky.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsFingerprintTest {

    @ParameterizedTest
    @EnumSource
    void isReadAsItIsWritten(DtlsFingerprint.Hash hash) {
        byte[] certificate = Network.SERVER_CERTIFICATE.encoded();
        DtlsFingerprint fingerprint = DtlsFingerprint.of(hash, certificate);

        assertThat(DtlsFingerprint.parse(fingerprint.toString())).contains(fingerprint);
        assertThat(DtlsFingerprint.parse(fingerprint.toString().toLowerCase(Locale.ROOT)))
                .contains(fingerprint);
        assertThat(fingerprint.matches(certificate)).isTrue();
        certificate[50] ^= 1;
        assertThat(fingerprint.matches(certificate)).isFalse();
    }

    @Test
    void hasTheFormOfSdp() {
        assertThat(Network.SERVER_CERTIFICATE.fingerprint().toString())
                .matches("sha-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha-256",
                "sha-256 ",
                "sha-256 AB:CD",
                "md5 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF",
                "sha-1 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33",
                "sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:GG",
                "sha-256 00-11-22-33-44-55-66-77-88-99-AA-BB-CC-DD-EE-FF-00-11-22-33-44-55-66-77-88-99-AA-BB-CC-DD-EE-FF",
            })
    void weakAndMalformedOnesAreNotRead(String attribute) {
        assertThat(DtlsFingerprint.parse(attribute)).isEmpty();
    }
}
