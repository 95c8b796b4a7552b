package dev.bluesky.bench.load;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.it.raw.MediaSender;
import dev.bluesky.it.raw.RawIdentity;
import dev.bluesky.it.raw.RawListener;
import dev.bluesky.it.raw.RawLoop;
import dev.bluesky.it.raw.RawOffer;
import dev.bluesky.it.raw.RawPeer;
import dev.bluesky.it.raw.RawSection;
import dev.bluesky.wire.rtp.RtpTimestamp;
import dev.bluesky.wire.sdp.MediaDirection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;

/**
 * Sends the clip in each of its sizes over and over, with a key frame when one is asked for, as an
 * encoder does. What it has sent when is read by the viewers' thread.
 */
final class LoadPublisher implements RawListener, AutoCloseable {
    private static final String AUDIO = "0";
    private static final String VIDEO = "1";
    private static final long FRAME_NS = TimeUnit.SECONDS.toNanos(1) / VideoClip.FRAMES_PER_SECOND;
    private static final long AUDIO_NS = TimeUnit.SECONDS.toNanos(1) / ClipPackets.AUDIO_PER_SECOND;
    private static final int VIDEO_CLOCK = 90_000;
    private static final int AUDIO_CLOCK = 48_000;
    private static final int PICTURE_IDS = 1 << 15;

    /** RFC 6464: so many dB below the loudest. */
    private static final int SPEECH_LEVEL = 25;

    private static final int QUIET_LEVEL = 100;

    /** As libwebrtc: whoever asks more often is not heard. */
    private static final long KEY_FRAME_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private final RawLoop loop;
    private final int number;
    private final ClipPackets packets;
    private final byte[] payload = new byte[ClipPackets.PAYLOAD_BYTES_MAX];
    private final AtomicLongArray numbers;
    private final AtomicLongArray sentNs;
    private final SentStream[] streams;
    private final List<Picture> pictures = new ArrayList<>();
    private final RawPeer peer;

    /** Whoever decodes must not find more than the encoder has made. */
    private final int trailerBytes;

    private int videoTimestamp;
    private int audioTimestamp;
    private int audio;
    private boolean closed;
    private boolean ended;

    /** One size of the picture, as an encoder makes it. */
    private static final class Picture {
        final MediaSender sender;
        int frame;
        int pictureId;
        boolean keyFrameWanted;
        long lastKeyFrameNs;

        Picture(MediaSender sender) {
            this.sender = sender;
        }

        /** The frame that is due. */
        int begin(long nowNs) {
            if (keyFrameWanted && nowNs - lastKeyFrameNs >= KEY_FRAME_PAUSE_NS) {
                frame = 0;
            }
            if (frame == 0) {
                keyFrameWanted = false;
                lastKeyFrameNs = nowNs;
            }
            return frame;
        }

        void end(int frames) {
            pictureId = (pictureId + 1) % PICTURE_IDS;
            frame = (frame + 1) % frames;
        }
    }

    /**
     * @param number its own among the room's publishers, from 0 on
     */
    LoadPublisher(
            RawLoop loop,
            int number,
            ClipPackets packets,
            DtlsCertificate certificate,
            Entrance entrance) {
        this.loop = loop;
        this.number = number;
        this.packets = packets;
        numbers = new AtomicLongArray(packets.size());
        sentNs = new AtomicLongArray(packets.size());
        streams =
                Stream.generate(SentStream::new)
                        .limit(packets.streams())
                        .toArray(SentStream[]::new);
        RawOffer offer =
                RawOffer.of(
                        RawIdentity.with(certificate),
                        RawSection.audio(MediaDirection.SENDONLY),
                        video(packets.sizes()));
        peer = new RawPeer(loop, offer, entrance.options(), this);
        trailerBytes = entrance.isVerbatim() ? ClipPackets.TRAILER_BYTES : 0;
    }

    private static RawSection video(List<PictureSize> sizes) {
        RawSection section = RawSection.video(MediaDirection.SENDONLY);
        return sizes.size() == 1
                ? section
                : section.withSimulcast(
                        sizes.stream().map(PictureSize::rid).toArray(String[]::new));
    }

    String name() {
        return "publisher" + number;
    }

    RawPeer peer() {
        return peer;
    }

    /** Publishes and begins to send, unless it is silent. */
    void join(Entrance entrance, Duration limit, boolean silent) {
        entrance.publish(name(), peer.offer()).admit(peer);
        peer.awaitConnected(limit);
        if (!silent) {
            begin();
        }
    }

    private void begin() {
        List<PictureSize> sizes = packets.sizes();
        for (PictureSize size : sizes) {
            pictures.add(new Picture(peer.sender(VIDEO, sizes.size() == 1 ? "" : size.rid())));
        }
        MediaSender sound = peer.sender(AUDIO);
        long nowNs = System.nanoTime();
        loop.run(
                () -> {
                    sound.audioLevel(SPEECH_LEVEL, true);
                    frameTurn(nowNs);
                    audioTurn(sound, nowNs);
                });
    }

    /** Is loud, or quiet, from now on. */
    void speak(boolean loud) {
        MediaSender sound = peer.sender(AUDIO);
        loop.run(() -> sound.audioLevel(loud ? SPEECH_LEVEL : QUIET_LEVEL, loud));
    }

    private void frameTurn(long dueNs) {
        if (closed) {
            return;
        }
        for (int stream = 0; stream < pictures.size(); stream++) {
            sendFrame(pictures.get(stream), stream);
        }
        videoTimestamp += (int) RtpTimestamp.ticks(FRAME_NS, VIDEO_CLOCK);
        loop.at(dueNs + FRAME_NS, () -> frameTurn(dueNs + FRAME_NS));
    }

    private void sendFrame(Picture picture, int stream) {
        int frame = picture.begin(System.nanoTime());
        int last = packets.firstOf(stream, frame + 1) - 1;
        for (int i = packets.firstOf(stream, frame); i <= last; i++) {
            int length = packets.write(i, number, picture.pictureId, payload);
            sending(i, stream);
            int sent = length - ClipPackets.TRAILER_BYTES + trailerBytes;
            picture.sender.send(videoTimestamp, i == last, payload, 0, sent);
        }
        picture.end(packets.frames(stream));
    }

    private void audioTurn(MediaSender sound, long dueNs) {
        if (closed) {
            return;
        }
        int index = packets.firstOfAudio() + audio;
        int length = packets.write(index, number, 0, payload);
        sending(index, packets.audioStream());
        sound.send(audioTimestamp, false, payload, 0, length);
        audio = (audio + 1) % packets.audioPackets();
        audioTimestamp += (int) RtpTimestamp.ticks(AUDIO_NS, AUDIO_CLOCK);
        loop.at(dueNs + AUDIO_NS, () -> audioTurn(sound, dueNs + AUDIO_NS));
    }

    private void sending(int index, int stream) {
        numbers.setRelease(index, streams[stream].take());
        sentNs.setRelease(index, System.nanoTime());
    }

    @Override
    public void keyFrameWanted(int ssrc, long nowNs) {
        for (Picture picture : pictures) {
            picture.keyFrameWanted |= picture.sender.ssrc() == ssrc;
        }
    }

    @Override
    public void closedByServer() {
        ended = true;
    }

    /** Whether the server has ended it. From anywhere. */
    boolean hasEnded() {
        return loop.ask(() -> ended);
    }

    /** From now on packets count. */
    void open() {
        loop.run(
                () -> {
                    for (SentStream stream : streams) {
                        stream.open();
                    }
                });
    }

    /** From now on they do not; returns how many did. */
    long shut() {
        return loop.ask(() -> Stream.of(streams).mapToLong(SentStream::shut).sum());
    }

    /** The number in its stream of the packet of that index that was sent last. */
    long number(int index) {
        return numbers.getAcquire(index);
    }

    long sentNs(int index) {
        return sentNs.getAcquire(index);
    }

    SentStream stream(int stream) {
        return streams[stream];
    }

    @Override
    public void close() {
        loop.run(() -> closed = true);
        peer.close();
    }
}
