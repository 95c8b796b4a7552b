package dev.bluesky.it.redeploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

/**
 * The text interface of Tomcat's manager application. Used instead of Arquillian's deployer, which
 * also opens JMX connections whose threads stay in the server for minutes.
 */
final class TomcatDeployments {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String CREDENTIALS =
            Base64.getEncoder()
                    .encodeToString("arquillian:arquillian".getBytes(StandardCharsets.UTF_8));

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    /**
     * @param server the server's root
     */
    TomcatDeployments(URI server) {
        this.server = server;
    }

    void deploy(String contextPath, Path war) {
        try {
            call("PUT", "deploy?path=" + contextPath, BodyPublishers.ofFile(war));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void undeploy(String contextPath) {
        call("GET", "undeploy?path=" + contextPath, BodyPublishers.noBody());
    }

    /**
     * How many class loaders of undeployed applications survive a full garbage collection, which
     * this call makes.
     */
    long leakedClassLoaders() {
        String report = call("GET", "findleaks?statusLine=true", BodyPublishers.noBody());
        return report.lines().skip(1).filter(line -> !line.isBlank()).count();
    }

    private String call(String method, String command, BodyPublisher body) {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve("/manager/text/" + command))
                        .timeout(LIMIT)
                        .header("Authorization", "Basic " + CREDENTIALS)
                        .method(method, body)
                        .build();
        try {
            String answer = http.send(request, BodyHandlers.ofString()).body();
            if (!answer.startsWith("OK")) {
                throw new AssertionError(command + " answered " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + command, e);
        }
    }
}
