package dev.bluesky.bench.load;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.raw.MediaSender;
import dev.bluesky.it.raw.RawIdentity;
import dev.bluesky.it.raw.RawListener;
import dev.bluesky.it.raw.RawLoop;
import dev.bluesky.it.raw.RawOffer;
import dev.bluesky.it.raw.RawOptions;
import dev.bluesky.it.raw.RawPeer;
import dev.bluesky.wire.rtp.RtpTimestamp;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Sends the clip over and over, with a key frame when one is asked for, as an encoder does. What it
 * has sent when is read by the viewers' thread.
 */
final class LoadPublisher implements RawListener, AutoCloseable {
    private static final long FRAME_NS = TimeUnit.SECONDS.toNanos(1) / VideoClip.FRAMES_PER_SECOND;
    private static final long AUDIO_NS = TimeUnit.SECONDS.toNanos(1) / ClipPackets.AUDIO_PER_SECOND;
    private static final int VIDEO_CLOCK = 90_000;
    private static final int AUDIO_CLOCK = 48_000;
    private static final int PICTURE_IDS = 1 << 15;
    private static final int LEVEL = 40;

    /** As libwebrtc: whoever asks more often is not heard. */
    private static final long KEY_FRAME_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private final RawLoop loop;
    private final String name;
    private final ClipPackets packets;
    private final byte[][] payloads;
    private final AtomicLongArray numbers;
    private final AtomicLongArray sentNs;
    private final RawPeer peer;

    private int frame;
    private int pictureId;
    private int videoTimestamp;
    private int audioTimestamp;
    private int audio;
    private boolean keyFrameWanted;
    private long lastKeyFrameNs;
    private long keyFrames;
    private long next;
    private boolean closed;

    /** Which packets count: numbers from, and up to but without. */
    private volatile long from = Long.MAX_VALUE;

    private volatile long to = Long.MAX_VALUE;

    LoadPublisher(RawLoop loop, String name, ClipPackets packets, DtlsCertificate certificate) {
        this.loop = loop;
        this.name = name;
        this.packets = packets;
        payloads = new byte[packets.size()][];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = packets.copyOf(i);
        }
        numbers = new AtomicLongArray(payloads.length);
        sentNs = new AtomicLongArray(payloads.length);
        peer =
                new RawPeer(
                        loop,
                        RawOffer.publishing(RawIdentity.with(certificate)),
                        RawOptions.DEFAULT,
                        this);
    }

    String name() {
        return name;
    }

    RawPeer peer() {
        return peer;
    }

    /** Publishes and begins to send. */
    void join(BlueSkyClient client, String room, Duration limit) {
        peer.publish(client, room, name);
        peer.awaitConnected(limit);
        MediaSender video = peer.sender("1");
        MediaSender sound = peer.sender("0");
        sound.audioLevel(LEVEL, true);
        long nowNs = System.nanoTime();
        loop.run(
                () -> {
                    frameTurn(video, nowNs);
                    audioTurn(sound, nowNs);
                });
    }

    private void frameTurn(MediaSender video, long dueNs) {
        if (closed) {
            return;
        }
        long nowNs = System.nanoTime();
        if (keyFrameWanted && nowNs - lastKeyFrameNs >= KEY_FRAME_PAUSE_NS) {
            frame = 0;
        }
        if (frame == 0) {
            keyFrameWanted = false;
            lastKeyFrameNs = nowNs;
            keyFrames++;
        }
        int last = packets.firstOf(frame + 1) - 1;
        for (int i = packets.firstOf(frame); i <= last; i++) {
            payloads[i][2] = (byte) (pictureId >>> 8 | 0x80);
            payloads[i][3] = (byte) pictureId;
            send(video, i, videoTimestamp, i == last);
        }
        pictureId = (pictureId + 1) % PICTURE_IDS;
        videoTimestamp += (int) RtpTimestamp.ticks(FRAME_NS, VIDEO_CLOCK);
        frame = (frame + 1) % packets.frames();
        loop.at(dueNs + FRAME_NS, () -> frameTurn(video, dueNs + FRAME_NS));
    }

    private void audioTurn(MediaSender sound, long dueNs) {
        if (closed) {
            return;
        }
        send(sound, packets.firstOf(packets.frames()) + audio, audioTimestamp, false);
        audio = (audio + 1) % packets.audioPackets();
        audioTimestamp += (int) RtpTimestamp.ticks(AUDIO_NS, AUDIO_CLOCK);
        loop.at(dueNs + AUDIO_NS, () -> audioTurn(sound, dueNs + AUDIO_NS));
    }

    private void send(MediaSender sender, int index, int timestamp, boolean marker) {
        numbers.setRelease(index, next);
        sentNs.setRelease(index, System.nanoTime());
        next++;
        sender.send(timestamp, marker, payloads[index], 0, payloads[index].length);
    }

    @Override
    public void keyFrameWanted(int ssrc, long nowNs) {
        keyFrameWanted = true;
    }

    /** From now on packets count. */
    void open() {
        loop.run(
                () -> {
                    from = next;
                    to = Long.MAX_VALUE;
                });
    }

    /** From now on they do not; returns how many did. */
    long shut() {
        return loop.ask(
                () -> {
                    to = next;
                    return next - from;
                });
    }

    /** The number of the packet of that index that was sent last. */
    long number(int index) {
        return numbers.getAcquire(index);
    }

    long sentNs(int index) {
        return sentNs.getAcquire(index);
    }

    boolean counts(long number) {
        return number >= from && number < to;
    }

    long keyFrames() {
        return loop.ask(() -> keyFrames);
    }

    @Override
    public void close() {
        loop.run(() -> closed = true);
        peer.close();
    }
}
