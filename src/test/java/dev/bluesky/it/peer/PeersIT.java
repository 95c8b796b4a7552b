package dev.bluesky.it.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.peer.Picture.Tint;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The measuring instruments, without a server between them. */
class PeersIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void aReceiverSeesThePublishersPictureAndHearsItsToneAndNoOther() throws IOException {
        Picture blue = Picture.small(Tint.BLUE);
        try (PublishingPeer publisher = new PublishingPeer(blue, 440);
                ReceivingPeer receiver = new ReceivingPeer(freeUdpPort())) {
            publisher.accept(receiver.connection().answer(publisher.offer()));
            Eventually.within(LIMIT, receiver::picture, () -> receiver.picture().moves() >= 30);
            assertThat(receiver.picture().shows(blue)).isTrue();
            assertThat(receiver.picture().shows(Picture.small(Tint.RED))).isFalse();
            Eventually.within(
                    LIMIT, () -> receiver.tone().shareAt(440), () -> receiver.tone().hears(440));
            assertThat(receiver.tone().shareAt(660)).isLessThan(0.1);
        }
    }

    private static int freeUdpPort() throws IOException {
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }
}
