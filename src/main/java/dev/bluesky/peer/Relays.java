package dev.bluesky.peer;

import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.wire.rtcp.SenderReport;
import dev.bluesky.wire.rtp.RtpView;
import java.util.Arrays;
import java.util.function.Consumer;

/** The ways of one publisher's streams to other loops; mostly there is none. */
final class Relays {
    private PublisherRelay[] relays = {};

    void add(PublisherRelay relay) {
        relays = Arrays.copyOf(relays, relays.length + 1);
        relays[relays.length - 1] = relay;
    }

    void remove(PublisherReplica replica) {
        relays =
                Arrays.stream(relays)
                        .filter(relay -> relay.replica() != replica)
                        .toArray(PublisherRelay[]::new);
    }

    /** A packet that viewers of other loops may get as well. */
    void pass(InboundStream.Media stream, RtpView packet) {
        for (PublisherRelay relay : relays) {
            relay.pass(stream, packet);
        }
    }

    /** Whether somebody on another loop is fed from that stream. */
    boolean isWatched(InboundStream.Media stream) {
        for (PublisherRelay relay : relays) {
            if (relay.isWatched(stream.ssrc())) {
                return true;
            }
        }
        return false;
    }

    void watched(PublisherReplica by, int ssrc, boolean now) {
        each(
                relay -> {
                    if (relay.replica() == by) {
                        relay.watched(ssrc, now);
                    }
                });
    }

    void report(SenderReport report, long arrivalNtp) {
        each(relay -> relay.report(report, arrivalNtp));
    }

    void negotiated(NegotiatedMedia again) {
        each(relay -> relay.negotiated(again));
    }

    void forget(int ssrc) {
        each(relay -> relay.forget(ssrc));
    }

    private void each(Consumer<PublisherRelay> what) {
        for (PublisherRelay relay : relays) {
            what.accept(relay);
        }
    }
}
