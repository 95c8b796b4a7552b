package dev.bluesky.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import dev.bluesky.it.peer.ReceivingPeer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls with real media: who publishes is seen and heard by who receives, whoever comes first. */
@Tag("every-engine")
class CallIT extends DeployedBlueSky {
    private static final Picture BLUE = Picture.small(Tint.BLUE);
    private static final Picture RED = Picture.small(Tint.RED);

    @Test
    void aReceiverSeesThePublishersPictureAtItsSizeAndHearsItsToneOnly() {
        Picture large = new Picture(640, 360, 30, Tint.GREEN);
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(large, 440);
                ReceivingPeer bob = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "alice", bob);
            bob.await(large, 440, LIMIT);
            assertThat(bob.tone().shareAt(660)).isLessThan(0.1);
        }
    }

    @Test
    void mediaReachesAReceiverThatCameBeforeThePublisher() {
        String room = client.createRoom("alice");
        try (ReceivingPeer bob = new ReceivingPeer();
                PublishingPeer alice = new PublishingPeer(BLUE, 440)) {
            client.receive(room, "bob", "alice", bob);
            client.publish(room, "alice", alice);
            bob.await(BLUE, 440, LIMIT);
        }
    }

    @Test
    void everyReceiverGetsThePublisherAndSoDoesOneThatJoinsLate() {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer();
                ReceivingPeer carol = new ReceivingPeer();
                ReceivingPeer dave = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "alice", bob);
            client.receive(room, "carol", "alice", carol);
            bob.await(BLUE, 440, LIMIT);
            carol.await(BLUE, 440, LIMIT);
            client.receive(room, "dave", "alice", dave);
            dave.await(BLUE, 440, LIMIT);
            bob.await(BLUE, 440, LIMIT);
        }
    }

    @Test
    void twoThatPublishSeeEachOtherAndNotThemselves() {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                PublishingPeer bob = new PublishingPeer(RED, 880);
                ReceivingPeer alicesView = new ReceivingPeer();
                ReceivingPeer bobsView = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            client.publish(room, "bob", bob);
            client.receive(room, "alice", "bob", alicesView);
            client.receive(room, "bob", "alice", bobsView);
            alicesView.await(RED, 880, LIMIT);
            bobsView.await(BLUE, 440, LIMIT);
        }
    }

    @Test
    void aPublisherThatLeavesAndReturnsIsSeenAgainWithoutTheReceiverDoingAnything() {
        String room = client.createRoom("alice");
        try (ReceivingPeer bob = new ReceivingPeer()) {
            try (PublishingPeer alice = new PublishingPeer(BLUE, 440)) {
                client.publish(room, "alice", alice);
                client.receive(room, "bob", "alice", bob);
                bob.await(BLUE, 440, LIMIT);
                client.unpublish(room, "alice");
            }
            bob.awaitStandstill(LIMIT);
            try (PublishingPeer alice = new PublishingPeer(RED, 880)) {
                client.publish(room, "alice", alice);
                bob.await(RED, 880, LIMIT);
            }
        }
    }

    @Test
    void aPublisherReplacedByAnotherSessionOfTheSameUserIsSeenInItsPlace() {
        String room = client.createRoom("alice");
        try (PublishingPeer before = new PublishingPeer(BLUE, 440);
                PublishingPeer after = new PublishingPeer(RED, 880);
                ReceivingPeer bob = new ReceivingPeer()) {
            client.publish(room, "alice", before);
            client.receive(room, "bob", "alice", bob);
            bob.await(BLUE, 440, LIMIT);
            client.publish(room, "alice", after);
            bob.await(RED, 880, LIMIT);
            assertThat(bob.tone().shareAt(440)).isLessThan(0.1);
        }
    }

    @Test
    void aReceiverThatStopsGetsNothingMoreWhileTheOthersGoOn() {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer();
                ReceivingPeer carol = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "alice", bob);
            client.receive(room, "carol", "alice", carol);
            bob.await(BLUE, 440, LIMIT);
            client.stopReceiving(room, "bob", "alice");
            bob.awaitStandstill(LIMIT);
            carol.await(BLUE, 440, LIMIT);
        }
    }
}
