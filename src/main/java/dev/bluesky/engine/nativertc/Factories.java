package dev.bluesky.engine.nativertc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioDeviceModuleBase;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;

/**
 * The two factories of the process. Connections that we receive on need an audio device whose
 * playout pulls their jitter buffers; that device's capture side would push the mixed playout into
 * every sender, so connections that we send on have a factory with a silent device of their own.
 *
 * @param receiving makes the connections of publishers
 * @param sending makes the connections of those who receive
 */
record Factories(Factory receiving, Factory sending) implements AutoCloseable {

    /** Loads the library: fails with a LinkageError or RuntimeException where it cannot be. */
    static Factories create() {
        return new Factories(
                Factory.with(new HeadlessAudioDeviceModule()),
                Factory.with(new AudioDeviceModule(AudioLayer.kDummyAudio)));
    }

    /** A factory and the audio device module that must outlive it. */
    record Factory(PeerConnectionFactory peerConnections, AudioDeviceModuleBase audio) {

        static Factory with(AudioDeviceModuleBase audio) {
            return new Factory(new PeerConnectionFactory(audio), audio);
        }

        void dispose() {
            peerConnections.dispose();
            audio.dispose();
        }
    }

    /** Ends libwebrtc's threads; every connection must be closed. */
    @Override
    public void close() {
        sending.dispose();
        receiving.dispose();
    }
}
