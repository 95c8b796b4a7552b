package dev.bluesky.launch;

import dev.bluesky.config.Config;
import java.net.BindException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.net.SSLHostConfig;

/** The doors: HTTP, and HTTPS if it is wanted; HTTP/2 on both. */
final class Connectors {
    /** Room for an id of 10 KB in the path: the application shall refuse it, in its own words. */
    private static final String HEADER_BYTES = "16384";

    /** How long a request's head may take. */
    private static final String HEAD_TIMEOUT_MS = "20000";

    /** How long the next bytes of a body may take: it holds a thread, and bodies are small. */
    private static final String BODY_TIMEOUT_MS = "5000";

    /** Not text/event-stream: its events must leave at once. */
    private static final String COMPRESSED =
            "text/html,text/css,text/plain,text/markdown,text/javascript,application/json,application/problem+json,"
                    + "application/manifest+json,image/svg+xml";

    private final Config.Server config;
    private final boolean selfSigned;
    private final Map<String, Connector> byKey = new LinkedHashMap<>();

    Connectors(Config.Server config, Optional<HttpsIdentity> identity) {
        this.config = config;
        this.selfSigned = identity.map(HttpsIdentity::selfSigned).orElse(false);
        byKey.put("http-port", connector(config.httpPort()));
        identity.ifPresent(
                keys ->
                        byKey.put(
                                "https-port",
                                secured(connector(config.httpsPort().orElse(0)), keys)));
    }

    void addTo(Tomcat tomcat) {
        byKey.values().forEach(tomcat.getService()::addConnector);
    }

    /** Opens the ports, before the application is started in vain. */
    void open(Tomcat tomcat) throws StartException {
        try {
            tomcat.init();
        } catch (LifecycleException e) {
            throw refused(e);
        }
    }

    /** For people, such as {@code http://localhost:8080/ and https://localhost:8443/ (…)}. */
    String addresses() {
        String http = address("http", port("http-port"));
        if (config.httpsPort().isEmpty()) {
            return http;
        }
        String note = selfSigned ? " (self-signed certificate, for other devices)" : "";
        return http + " and " + address("https", port("https-port")) + note;
    }

    private int port(String key) {
        Connector connector = byKey.get(key);
        return connector == null ? -1 : connector.getLocalPort();
    }

    private String address(String scheme, int port) {
        String path = config.contextPath().equals("/") ? "/" : config.contextPath() + "/";
        return scheme + "://" + host() + ":" + port + path;
    }

    private String host() {
        return switch (config.bindAddress()) {
            case "0.0.0.0", "::" -> "localhost";
            default ->
                    config.bindAddress().contains(":")
                            ? "[" + config.bindAddress() + "]"
                            : config.bindAddress();
        };
    }

    private Connector connector(int port) {
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(port);
        connector.setThrowOnFailure(true);
        connector.setProperty("address", config.bindAddress());
        connector.setProperty("maxHttpHeaderSize", HEADER_BYTES);
        connector.setProperty("connectionTimeout", HEAD_TIMEOUT_MS);
        connector.setProperty("disableUploadTimeout", "false");
        connector.setProperty("connectionUploadTimeout", BODY_TIMEOUT_MS);
        connector.setProperty("compression", "on");
        connector.setProperty("compressibleMimeType", COMPRESSED);
        // An id with an escaped slash or backslash is for the application to refuse.
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.addUpgradeProtocol(new Http2Protocol());
        return connector;
    }

    private static Connector secured(Connector connector, HttpsIdentity identity) {
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        SSLHostConfig tls = new SSLHostConfig();
        tls.setProtocols("TLSv1.2+TLSv1.3");
        tls.addCertificate(identity.certificate(tls));
        connector.addSslHostConfig(tls);
        return connector;
    }

    private StartException refused(LifecycleException e) {
        String reason =
                byKey.entrySet().stream()
                        .filter(entry -> entry.getValue().getState() == LifecycleState.FAILED)
                        .findFirst()
                        .map(failed -> refused(failed, LaunchLog.root(e)))
                        .orElse(LaunchLog.rootReason(e));
        return new StartException(reason, e);
    }

    private String refused(Entry<String, Connector> failed, Throwable root) {
        String door = failed.getKey() + " = '" + failed.getValue().getPort() + "'";
        String reason = String.valueOf(root.getMessage());
        return root instanceof BindException && reason.contains("in use")
                ? door
                        + " is taken by another program; choose another with -Dbluesky."
                        + failed.getKey()
                        + "=PORT"
                : door
                        + " cannot be opened on bind-address = '"
                        + config.bindAddress()
                        + "': "
                        + reason;
    }
}
