package dev.bluesky.it.peer;

import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.time.Duration;

/** A peer that receives one audio and one video track and measures both. */
public final class ReceivingPeer implements Peer {
    private final PictureMeter picture = new PictureMeter();
    private final ToneMeter tone = new ToneMeter();
    private final Connection connection;

    /** Offers to receive; nothing is sent before {@link #accept}. */
    public ReceivingPeer() {
        this(0);
        MediaFactories factories = MediaFactories.shared();
        connection.addTransceiver(factories.silentAudio(), RTCRtpTransceiverDirection.RECV_ONLY);
        connection.addTransceiver(factories.blackVideo(), RTCRtpTransceiverDirection.RECV_ONLY);
    }

    /** Answers at this port, with as many tracks as the offer has. */
    ReceivingPeer(int udpPort) {
        connection = new Connection(MediaFactories.shared().receiving(), udpPort, this::measure);
    }

    private void measure(MediaStreamTrack track) {
        if (track instanceof VideoTrack remote) {
            remote.addSink(picture);
        } else if (track instanceof AudioTrack remote) {
            remote.addSink(tone);
        }
    }

    /**
     * Waits until a second of this picture has moved past, at its full size, and the tone is heard.
     */
    public void await(Picture expected, int pitchHz, Duration limit) {
        long from = picture().moves();
        Eventually.within(
                limit,
                () -> picture() + ", " + pitchHz + " Hz is " + tone.shareAt(pitchHz),
                () ->
                        picture().shows(expected)
                                && picture().moves() >= from + expected.framesPerSecond()
                                && tone.hears(pitchHz));
    }

    /** Waits until no frame has come for a second. */
    public void awaitStandstill(Duration limit) {
        Eventually.within(
                limit,
                this::picture,
                () -> System.nanoTime() - picture().lastFrameNanos() > 1_000_000_000L);
    }

    public PictureMeter.Seen picture() {
        return picture.seen();
    }

    public ToneMeter tone() {
        return tone;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() {
        connection.close();
    }
}
