package dev.bluesky.it.server;

import dev.bluesky.it.peer.BlueSkyClient;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR that ships, deployed in the server of this run; tests see it from outside only. */
@ExtendWith(ArquillianExtension.class)
@Tag("every-server")
abstract class DeployedBlueSky {
    /** How long media and events may take on a busy machine; what works takes a second or two. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    @ArquillianResource private URL contextPath;

    BlueSkyClient client;

    @Deployment(testable = false)
    static WebArchive shippedWar() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/bluesky.war"));
    }

    @BeforeEach
    void connect() {
        client = new BlueSkyClient(URI.create(contextPath.toString()));
    }
}
