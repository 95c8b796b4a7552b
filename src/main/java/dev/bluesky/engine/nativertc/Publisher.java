package dev.bluesky.engine.nativertc;

import dev.bluesky.negotiate.Offer;
import dev.bluesky.negotiate.OfferedTrack;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        Map<String, List<MediaStreamTrack>> byKind = new HashMap<>();
        for (OfferedTrack track : offer.tracks()) {
            RTCRtpTransceiver transceiver = transceivers.get(track.id());
            if (transceiver != null) {
                byKind.computeIfAbsent(track.kind(), kind -> new ArrayList<>())
                        .add(transceiver.getReceiver().getTrack());
            }
        }
        publication.publish(this, new RelayedTracks(byKind));
    }

    @Override
    public void closing() {
        publication.end(this);
    }
}
