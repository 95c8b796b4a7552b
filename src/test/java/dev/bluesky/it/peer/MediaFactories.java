package dev.bluesky.it.peer;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;

/**
 * The one pair of libwebrtc factories of this JVM; disposing one leaves threads behind, so they
 * live as long as the process.
 *
 * <p>Two, because an audio device belongs to a factory: the headless device's playout pulls
 * received audio through the jitter buffer, but it also captures, and would push that capture into
 * everything that sends.
 *
 * @param sending for connections that send audio
 * @param receiving for connections that only receive
 * @param silentAudio of {@code receiving}: an audio transceiver can be made only from a track
 * @param blackVideo of {@code receiving}, for the same reason
 */
record MediaFactories(
        PeerConnectionFactory sending,
        PeerConnectionFactory receiving,
        AudioTrack silentAudio,
        VideoTrack blackVideo) {

    static MediaFactories shared() {
        return Holder.SHARED;
    }

    private static MediaFactories open() {
        PeerConnectionFactory receiving =
                new PeerConnectionFactory(new HeadlessAudioDeviceModule());
        return new MediaFactories(
                new PeerConnectionFactory(new AudioDeviceModule(AudioLayer.kDummyAudio)),
                receiving,
                receiving.createAudioTrack("silent", new CustomAudioSource()),
                receiving.createVideoTrack("black", new CustomVideoSource()));
    }

    private static final class Holder {
        static final MediaFactories SHARED = open();
    }
}
