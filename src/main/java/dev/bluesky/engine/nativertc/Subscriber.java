package dev.bluesky.engine.nativertc;

import dev.bluesky.negotiate.Offer;
import dev.bluesky.wire.sdp.MediaSection;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The role of a connection over which a user receives what another publishes. Its senders are made
 * once, by the offer; tracks come and go in them without renegotiation.
 */
final class Subscriber implements Role {

    private final Publication publication;
    private final String streamId;
    private Map<String, List<RTCRtpSender>> senders = Map.of();

    /**
     * @param streamId the msid of all its tracks (RFC 8830), so that audio and video play in step
     */
    Subscriber(Publication publication, String streamId) {
        this.publication = publication;
        this.streamId = streamId;
    }

    /**
     * Every audio and video section gets a sender, whether there is a track for it already or not.
     */
    @Override
    public void offered(NativeLink link, Offer offer) {
        Map<String, RTCRtpTransceiver> transceivers = link.transceivers();
        Map<String, List<RTCRtpSender>> byKind = new LinkedHashMap<>();
        for (MediaSection section : offer.description().media()) {
            RTCRtpTransceiver transceiver = transceivers.get(section.mid().orElse(""));
            if (transceiver != null) {
                byKind.computeIfAbsent(section.media().kind(), kind -> new ArrayList<>())
                        .add(sender(transceiver));
            }
        }
        senders = byKind;
    }

    private RTCRtpSender sender(RTCRtpTransceiver transceiver) {
        RTCRtpSender sender = transceiver.getSender();
        sender.setStreams(List.of(streamId));
        transceiver.setDirection(RTCRtpTransceiverDirection.SEND_ONLY);
        return sender;
    }

    @Override
    public void answered(NativeLink link, Offer offer) {
        publication.add(this);
    }

    /** Sends these tracks from now on, and nothing where there are fewer of them than senders. */
    void send(RelayedTracks tracks) {
        senders.forEach(
                (kind, ofKind) -> {
                    for (int i = 0; i < ofKind.size(); i++) {
                        ofKind.get(i).replaceTrack(tracks.track(kind, i).orElse(null));
                    }
                });
    }

    @Override
    public void closing() {
        publication.remove(this);
    }
}
