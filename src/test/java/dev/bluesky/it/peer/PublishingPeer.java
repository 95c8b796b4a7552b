package dev.bluesky.it.peer;

import dev.bluesky.it.scene.Film;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCRtpEncodingParameters;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.media.MediaType;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/** A peer that sends a {@link Picture} and a tone for as long as it is open. */
public final class PublishingPeer implements Peer {
    private final Connection connection;
    private final VideoSource picture;
    private final ToneSource tone;
    private final VideoTrack videoTrack;
    private final AudioTrack audioTrack;
    private final RTCRtpTransceiver video;
    private final List<Future<?>> pushes = new ArrayList<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "publishing-peer");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** Sends with whatever video codec the server prefers. */
    public PublishingPeer(Picture shown, int pitchHz) {
        this(() -> new PictureSource(shown), pitchHz, List.of());
    }

    /** Sends a film and a tone, which is silent until {@link #speak}. */
    public static PublishingPeer showing(Film film, int pitchHz) {
        PublishingPeer peer = new PublishingPeer(() -> new FilmSource(film), pitchHz, List.of());
        peer.speak(false);
        return peer;
    }

    /**
     * Sends the picture as it is and in smaller ones, each as a stream of its own (simulcast, told
     * by {@code ssrc-group:SIM}).
     *
     * @param divisors of width and height, the smallest picture first, such as 4, 2, 1
     */
    public static PublishingPeer inSizes(Picture shown, int pitchHz, double... divisors) {
        return new PublishingPeer(
                () -> new PictureSource(shown),
                pitchHz,
                DoubleStream.of(divisors).mapToObj(PublishingPeer::size).toList());
    }

    private static RTCRtpEncodingParameters size(double divisor) {
        RTCRtpEncodingParameters encoding = new RTCRtpEncodingParameters();
        encoding.active = true;
        encoding.scaleResolutionDownBy = divisor;
        return encoding;
    }

    private PublishingPeer(
            Supplier<VideoSource> shown, int pitchHz, List<RTCRtpEncodingParameters> encodings) {
        PeerConnectionFactory factory = MediaFactories.shared().sending();
        connection = new Connection(factory, 0, track -> {});
        picture = shown.get();
        tone = new ToneSource(pitchHz);
        audioTrack = factory.createAudioTrack("tone", tone.source());
        videoTrack = factory.createVideoTrack("picture", picture.source());
        connection.addTransceiver(audioTrack, RTCRtpTransceiverDirection.SEND_ONLY);
        video =
                connection.addTransceiver(
                        videoTrack, RTCRtpTransceiverDirection.SEND_ONLY, encodings);
        every(1_000_000 / picture.framesPerSecond(), picture::pushNext);
        every(10_000, tone::pushNext);
    }

    private void every(long microseconds, Runnable push) {
        pushes.add(clock.scheduleAtFixedRate(push, 0, microseconds, TimeUnit.MICROSECONDS));
    }

    /** Leaves one video codec in the next offers: {@code VP8} or {@code H264}. */
    public PublishingPeer withVideoCodec(String name) {
        var codecs =
                MediaFactories.shared()
                        .sending()
                        .getRtpSenderCapabilities(MediaType.VIDEO)
                        .getCodecs();
        video.setCodecPreferences(
                codecs.stream().filter(codec -> codec.getName().equals(name)).toList());
        return this;
    }

    /** Makes the next offers say that the camera is off ({@code inactive}) or on. */
    public void setCameraOn(boolean on) {
        video.setDirection(
                on ? RTCRtpTransceiverDirection.SEND_ONLY : RTCRtpTransceiverDirection.INACTIVE);
    }

    /** Lets the tone be heard, as at first, or sends silence. */
    public void speak(boolean loud) {
        tone.setOn(loud);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() {
        pushes.forEach(push -> push.cancel(false));
        clock.shutdown();
        try {
            // A native source must not go while a frame is being pushed into it.
            clock.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
        videoTrack.dispose();
        audioTrack.dispose();
        picture.source().dispose();
        tone.source().dispose();
    }
}
