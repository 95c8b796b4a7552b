package dev.bluesky.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Makes the certificate of HTTPS at the first start and keeps it in the data directory, so that a
 * browser that was told to accept it stays content. The JDK has no public call for this; its {@code
 * keytool} has.
 */
final class SelfSignedCertificate {
    /** Protects nothing: the key is protected by the mode of the file. PKCS #12 wants one. */
    static final String PASSWORD = "bluesky";

    private static final String ALIAS = "bluesky";

    /** Apple's systems refuse certificates that live longer. */
    private static final int DAYS = 825;

    private static final Duration KEYTOOL_TIME = Duration.ofSeconds(60);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private final Path directory;
    private final Path file;

    SelfSignedCertificate(Path dataDirectory) {
        this.directory = dataDirectory;
        this.file = dataDirectory.resolve("https.p12");
    }

    /**
     * The keystore, made if there is none or it has expired.
     *
     * @param announced addresses of this server that its interfaces do not know
     */
    Path prepare(List<InetAddress> announced) throws StartException {
        try {
            if (!Files.exists(file) || expiresWithinADay()) {
                System.out.println("Making a self-signed certificate for HTTPS in " + file);
                make(SubjectNames.ofThisMachine(announced));
            }
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new StartException(
                    "data-directory = '%s': there is no certificate for HTTPS: %s: %s"
                            .formatted(directory, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }

    private boolean expiresWithinADay() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        return !(keys.getCertificate(ALIAS) instanceof X509Certificate certificate)
                || certificate
                        .getNotAfter()
                        .toInstant()
                        .isBefore(Instant.now().plus(Duration.ofDays(1)));
    }

    /** In a folder of its own first, private from its first byte; then moved in one step. */
    private void make(SubjectNames names) throws IOException {
        Files.createDirectories(directory);
        Path folder = Files.createTempDirectory(directory, "making-");
        Path made = folder.resolve("https.p12");
        try {
            run(command(made, names));
            Files.setPosixFilePermissions(made, OWNER_ONLY);
            Files.move(
                    made,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
            Files.delete(folder);
        }
    }

    private static List<String> command(Path keystore, SubjectNames names) {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        return List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                // A day back, for other devices whose clock is late.
                "-startdate",
                "-1d",
                "-validity",
                Integer.toString(DAYS),
                "-dname",
                "CN=Blue Sky",
                "-ext",
                "san=" + names.asExtension(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keystore.toString());
    }

    private static void run(List<String> command) throws IOException {
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        keytool.getOutputStream().close();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            boolean ended = keytool.waitFor(KEYTOOL_TIME.toSeconds(), TimeUnit.SECONDS);
            if (!ended || keytool.exitValue() != 0) {
                keytool.destroyForcibly();
                throw new IOException("keytool failed: " + output.strip().replace('\n', ' '));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool was running", e);
        }
    }
}
