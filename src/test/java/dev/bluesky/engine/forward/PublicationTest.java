package dev.bluesky.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.negotiate.OfferText;
import dev.bluesky.peer.MediaContext;
import dev.bluesky.peer.NtpClock;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.UserId;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Whose media a viewer is promised; what it gets is shown by the calls in {@code sim}. */
class PublicationTest {
    private static final UserId ALICE = new UserId("alice");
    private static final InetSocketAddress HOME = new InetSocketAddress("198.51.100.7", 40001);

    private final VirtualEngine engine =
            new VirtualEngine(
                    command -> command.run(0),
                    new MediaContext(new NtpClock(0, 0)),
                    (setup, listener) -> new OneDatagramKeys(listener),
                    new SecureRandom());
    private final ForwardRoom room = (ForwardRoom) engine.openRoom();
    private int sessions;

    private Client publisher(OfferText offer) {
        Client client = new Client(engine, room.publish(ALICE, r -> {}), new QuietLink(), HOME);
        return client.negotiate(offer.ofSession(Integer.toString(++sessions)));
    }

    private Client viewer(OfferText offer) {
        UserId bob = new UserId("bob");
        Client client =
                new Client(engine, room.receive(bob, ALICE, r -> {}), new QuietLink(), HOME);
        return client.negotiate(offer.ofSession(Integer.toString(++sessions)));
    }

    /** The offer whose video section has VP8 alone. */
    private static OfferText vp8(OfferText offer) {
        return offer.with("SAVPF 98 99 96 97", "SAVPF 96 97").without("a=(rtpmap|fmtp):9[89]");
    }

    private static OfferText h264(OfferText offer) {
        return offer.with("SAVPF 98 99 96 97", "SAVPF 98 99").without("a=(rtpmap|fmtp):9[67]");
    }

    @Test
    void beforeThePublisherEverybodyIsPromisedEverything() {
        assertThatCode(() -> viewer(vp8(OfferText.receiving()))).doesNotThrowAnyException();
        assertThatCode(() -> viewer(h264(OfferText.receiving()))).doesNotThrowAnyException();
        assertThat(room.publications()).isOne();
    }

    @Test
    void aViewerWhoCannotDecodeThePublisherIsToldWhatIsSentAndWhatItOffered() {
        publisher(h264(OfferText.publishing()));

        assertThatCode(() -> viewer(h264(OfferText.receiving()))).doesNotThrowAnyException();
        assertThatThrownBy(() -> viewer(vp8(OfferText.receiving())))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        SfuException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.UNSERVABLE))
                .hasMessageContaining("H264")
                .hasMessageContaining("VP8/90000");
    }

    @Test
    void whoTakesOverDecidesAndWhoLeavesAfterThatDoesNot() {
        Client before = publisher(h264(OfferText.publishing()));
        publisher(vp8(OfferText.publishing()));
        before.close();

        assertThatCode(() -> viewer(vp8(OfferText.receiving()))).doesNotThrowAnyException();
        assertThatThrownBy(() -> viewer(h264(OfferText.receiving()))).hasMessageContaining("H264");
    }

    @Test
    void afterThePublisherHasLeftEverybodyIsPromisedEverythingAgain() {
        publisher(h264(OfferText.publishing())).close();

        assertThatCode(() -> viewer(vp8(OfferText.receiving()))).doesNotThrowAnyException();
    }

    @Test
    void sectionsThatDoNotFlowAreNotCompared() {
        publisher(h264(OfferText.publishing()));
        OfferText soundOnly = vp8(OfferText.receiving()).withLast("a=recvonly", "a=inactive");

        assertThatCode(() -> viewer(soundOnly)).doesNotThrowAnyException();
    }
}
