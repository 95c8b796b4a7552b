package dev.bluesky.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.sfu.RoomId;
import dev.bluesky.sfu.Sfu;
import jakarta.json.Json;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.protocol.servlet5.runner.ServletTestRunner;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The application scope, seen from inside the server: the WAR with this class in it. Client and
 * server take turns, so the order counts; and JUnit's assertions only, since AssertJ is not in the
 * WAR.
 */
@ExtendWith(ArquillianExtension.class)
@Tag("every-server")
@TestMethodOrder(OrderAnnotation.class)
class SingletonIT {
    private static final String ROOM = "made-over-http";

    @Deployment
    static WebArchive warWithThisTest() {
        return DeployedBlueSky.shippedWar();
    }

    @Test
    @Order(1)
    @RunAsClient
    void aClientMakesARoom(@ArquillianResource URL contextPath) {
        BlueSkyClient client = new BlueSkyClient(URI.create(contextPath.toString()));
        var body = Json.createObjectBuilder().add("user_id", "alice").add("id", ROOM).build();
        assertEquals(ROOM, client.createRoom(body));
    }

    @Test
    @Order(2)
    void theOneSfuOfTheApplicationHoldsThatRoom() {
        ServletContext application = ServletTestRunner.getCurrentServletContext();
        Sfu sfu = assertInstanceOf(Sfu.class, application.getAttribute("dev.bluesky.sfu.Sfu"));
        List<String> sfus =
                Collections.list(application.getAttributeNames()).stream()
                        .filter(name -> application.getAttribute(name) instanceof Sfu)
                        .toList();
        assertEquals(List.of("dev.bluesky.sfu.Sfu"), sfus);
        assertTrue(sfu.roomIds().contains(new RoomId(ROOM)), () -> "rooms: " + sfu.roomIds());
    }

    @Test
    @Order(3)
    void aRoomClosedInsideIsGone() {
        ServletContext application = ServletTestRunner.getCurrentServletContext();
        Sfu sfu = assertInstanceOf(Sfu.class, application.getAttribute("dev.bluesky.sfu.Sfu"));
        sfu.closeRoom(new RoomId(ROOM), sfu.idRules().userId("alice"));
        assertTrue(sfu.roomIds().isEmpty(), () -> "rooms: " + sfu.roomIds());
    }

    @Test
    @Order(4)
    @RunAsClient
    void theClientSeesThatItIsGone(@ArquillianResource URL contextPath) {
        BlueSkyClient client = new BlueSkyClient(URI.create(contextPath.toString()));
        assertEquals(List.of(), client.rooms());
    }
}
