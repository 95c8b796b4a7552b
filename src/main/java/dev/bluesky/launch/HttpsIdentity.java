package dev.bluesky.launch;

import dev.bluesky.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Optional;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * The key and certificate of HTTPS: the administrator's, or the one that Blue Sky made.
 *
 * @param selfSigned whether browsers will warn
 */
record HttpsIdentity(KeyStore keys, String password, boolean selfSigned) {

    /** Empty when HTTPS is off. */
    static Optional<HttpsIdentity> of(Config config) throws StartException {
        return config.server().httpsPort().isPresent()
                ? Optional.of(wanted(config))
                : Optional.empty();
    }

    private static HttpsIdentity wanted(Config config) throws StartException {
        Config.Server server = config.server();
        Path own = server.httpsKeystore().orElse(null);
        if (own != null) {
            return new HttpsIdentity(
                    opened(own, server.httpsKeystorePassword(), "https-keystore"),
                    server.httpsKeystorePassword(),
                    false);
        }
        Path made =
                new SelfSignedCertificate(server.dataDirectory())
                        .prepare(config.media().announcedAddresses());
        return new HttpsIdentity(
                opened(made, SelfSignedCertificate.PASSWORD, "data-directory"),
                SelfSignedCertificate.PASSWORD,
                true);
    }

    SSLHostConfigCertificate certificate(SSLHostConfig tls) {
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(keys);
        certificate.setCertificateKeystorePassword(password);
        return certificate;
    }

    private static KeyStore opened(Path file, String password, String key) throws StartException {
        try {
            KeyStore keys = KeyStore.getInstance(file.toFile(), password.toCharArray());
            for (String alias : Collections.list(keys.aliases())) {
                if (keys.isKeyEntry(alias)) {
                    return keys;
                }
            }
            throw new StartException(
                    key + ": there is no private key in the keystore '" + file + "'");
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new StartException(
                    key + ": the keystore '" + file + "' cannot be opened: " + e.getMessage(), e);
        }
    }
}
