package dev.bluesky.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedCertificateTest {
    @Test
    void isMadeForThisMachineAndItsAnnouncedAddressesAndReadableByItsOwnerOnly(@TempDir Path folder)
            throws IOException, GeneralSecurityException, StartException {
        Path data = folder.resolve("deep/data");

        Path file =
                new SelfSignedCertificate(data)
                        .prepare(List.of(InetAddress.getByName("203.0.113.7")));

        X509Certificate certificate = certificate(file);
        assertThat(certificate.getSubjectAlternativeNames())
                .contains(
                        List.of(2, "localhost"),
                        List.of(7, "127.0.0.1"),
                        List.of(7, "203.0.113.7"));
        assertThat(
                        Duration.between(
                                certificate.getNotBefore().toInstant(),
                                certificate.getNotAfter().toInstant()))
                .isLessThanOrEqualTo(Duration.ofDays(825));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(data)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void isKeptWhileItIsValid(@TempDir Path data)
            throws IOException, GeneralSecurityException, StartException {
        X509Certificate first = certificate(new SelfSignedCertificate(data).prepare(List.of()));
        X509Certificate second = certificate(new SelfSignedCertificate(data).prepare(List.of()));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void isMadeAgainWhenItHasExpired(@TempDir Path data)
            throws IOException, GeneralSecurityException, InterruptedException, StartException {
        Path file = expired(data);
        assertThat(certificate(file).getNotAfter().toInstant()).isBefore(Instant.now());

        new SelfSignedCertificate(data).prepare(List.of());

        assertThat(certificate(file).getNotAfter().toInstant()).isAfter(Instant.now());
    }

    @Test
    void dataDirectoryThatCannotBeUsedIsOneLine(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> new SelfSignedCertificate(file).prepare(List.of()))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith(
                        "data-directory = '" + file + "': there is no certificate for HTTPS");
    }

    private static Path expired(Path data) throws IOException, InterruptedException {
        Path file = data.resolve("https.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String arguments =
                "-genkeypair -alias bluesky -keyalg EC -dname CN=old -startdate -30d -validity 10"
                        + " -storetype PKCS12 -storepass bluesky -keystore ";
        String[] command = (keytool + " " + arguments + file).split(" ");
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return file;
    }

    private static X509Certificate certificate(Path file)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(file.toFile(), "bluesky".toCharArray());
        return (X509Certificate) keys.getCertificate("bluesky");
    }
}
