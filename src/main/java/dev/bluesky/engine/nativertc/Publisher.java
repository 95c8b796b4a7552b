package dev.bluesky.engine.nativertc;

import dev.bluesky.engine.nativertc.RelayedTracks.Relayed;
import dev.bluesky.negotiate.Offer;
import dev.bluesky.negotiate.OfferedTrack;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The role of a connection over which a user publishes. */
final class Publisher implements Role {

    private final Publication publication;

    Publisher(Publication publication) {
        this.publication = publication;
    }

    @Override
    public void offered(NativeLink link, Offer offer) {
        // What is offered to us is received without more ado.
    }

    @Override
    public void answered(NativeLink link, Offer offer) {
        Map<String, RTCRtpTransceiver> transceivers = link.transceivers();
        Map<String, List<Relayed>> byKind = new HashMap<>();
        for (OfferedTrack track : offer.tracks()) {
            RTCRtpTransceiver transceiver = transceivers.get(track.id());
            if (transceiver != null) {
                byKind.computeIfAbsent(track.kind(), kind -> new ArrayList<>())
                        .add(relayed(track, transceiver));
            }
        }
        publication.publish(this, new RelayedTracks(byKind));
    }

    private static Relayed relayed(OfferedTrack track, RTCRtpTransceiver transceiver) {
        return new Relayed(track.id(), Optional.ofNullable(transceiver.getReceiver().getTrack()));
    }

    @Override
    public void closing() {
        publication.end(this);
    }
}
