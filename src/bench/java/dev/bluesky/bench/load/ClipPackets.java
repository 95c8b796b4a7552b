package dev.bluesky.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * A publisher's streams, packet by packet: the clip in each size cut into VP8 payloads (RFC 7741),
 * and as many seconds of audio, the last stream. Each packet has an index, by which publishers and
 * viewers talk about it, and two bytes at its end that say who sends it.
 */
public final class ClipPackets {
    /** What {@link #indexOf} says of payloads that are not of the clips. */
    static final int UNKNOWN = -1;

    static final int AUDIO_PER_SECOND = 50;
    static final int PAYLOAD_BYTES_MAX = 1200;

    /** X; I; a picture id of 15 bits. */
    private static final int DESCRIPTOR_BYTES = 4;

    /** The publisher's number. */
    static final int TRAILER_BYTES = 2;

    private static final int START_OF_FRAME = 0x90;
    private static final int WITHIN_FRAME = 0x80;
    private static final int HAS_PICTURE_ID = 0x80;

    /** 32 kbit/s. */
    private static final int AUDIO_BYTES = 80;

    private final List<VideoClip> clips;
    private final List<byte[]> payloads = new ArrayList<>();

    /** By size and frame; of the frame after the last the next stream's first packet. */
    private final int[][] firstOfFrame;

    private final long[] table;

    ClipPackets(List<VideoClip> clips) {
        this.clips = List.copyOf(clips);
        firstOfFrame = new int[clips.size()][];
        for (int i = 0; i < clips.size(); i++) {
            firstOfFrame[i] = cut(clips.get(i));
        }
        Random random = new Random(1); // Opus is as random, and nobody decodes it here.
        int audio = frames(0) * AUDIO_PER_SECOND / VideoClip.FRAMES_PER_SECOND;
        for (int i = 0; i < audio; i++) {
            byte[] payload = new byte[AUDIO_BYTES];
            random.nextBytes(payload);
            payloads.add(payload);
        }
        table = new long[Integer.highestOneBit(payloads.size()) * 8];
        index();
    }

    private int[] cut(VideoClip clip) {
        int[] first = new int[clip.frames().size() + 1];
        for (int i = 0; i < clip.frames().size(); i++) {
            first[i] = payloads.size();
            cut(clip.frames().get(i));
        }
        first[clip.frames().size()] = payloads.size();
        return first;
    }

    /** Into parts of nearly equal size, as libwebrtc does. */
    private void cut(byte[] frame) {
        int room = PAYLOAD_BYTES_MAX - DESCRIPTOR_BYTES - TRAILER_BYTES;
        int parts = (frame.length + room - 1) / room;
        for (int i = 0; i < parts; i++) {
            int from = (int) ((long) frame.length * i / parts);
            int to = (int) ((long) frame.length * (i + 1) / parts);
            byte[] payload = new byte[DESCRIPTOR_BYTES + to - from + TRAILER_BYTES];
            payload[0] = (byte) (i == 0 ? START_OF_FRAME : WITHIN_FRAME);
            payload[1] = (byte) HAS_PICTURE_ID;
            System.arraycopy(frame, from, payload, DESCRIPTOR_BYTES, to - from);
            payloads.add(payload);
        }
    }

    /** Open addressing; an entry is the checksum and, in the high half, the index plus one. */
    private void index() {
        CRC32C crc = new CRC32C();
        for (int i = 0; i < payloads.size(); i++) {
            byte[] payload = payloads.get(i);
            int checksum = checksum(crc, payload, 0, payload.length, isVideo(i));
            if (indexOf(checksum) != UNKNOWN) {
                throw new IllegalStateException("two packets of the clips look alike");
            }
            int slot = checksum & (table.length - 1);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = (i + 1L) << 32 | (checksum & 0xFFFF_FFFFL);
        }
    }

    /** Of what lies between descriptor and trailer. */
    private static int checksum(
            CRC32C crc, byte[] buffer, int offset, int length, boolean isVideo) {
        int skip = isVideo ? DESCRIPTOR_BYTES : 0;
        crc.reset();
        crc.update(buffer, offset + skip, length - skip - TRAILER_BYTES);
        return (int) crc.getValue();
    }

    /** The packet with that payload. */
    int indexOf(CRC32C crc, byte[] buffer, int offset, int length, boolean isVideo) {
        return length <= DESCRIPTOR_BYTES + TRAILER_BYTES
                ? UNKNOWN
                : indexOf(checksum(crc, buffer, offset, length, isVideo));
    }

    private int indexOf(int checksum) {
        int slot = checksum & (table.length - 1);
        while (table[slot] != 0) {
            if ((int) table[slot] == checksum) {
                return (int) (table[slot] >>> 32) - 1;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return UNKNOWN;
    }

    /** Who says that it sent the payload: what {@link #write} was told. */
    static int publisherOf(byte[] buffer, int offset, int length) {
        int at = offset + length - TRAILER_BYTES;
        return (buffer[at] & 0xFF) << 8 | (buffer[at + 1] & 0xFF);
    }

    /**
     * Writes a payload as somebody sends it.
     *
     * @param publisher who: 0 to 65535
     * @param pictureId of video, 15 bits
     * @return its length
     */
    int write(int index, int publisher, int pictureId, byte[] into) {
        byte[] payload = payloads.get(index);
        System.arraycopy(payload, 0, into, 0, payload.length);
        if (isVideo(index)) {
            into[2] = (byte) (pictureId >>> 8 | 0x80);
            into[3] = (byte) pictureId;
        }
        into[payload.length - 2] = (byte) (publisher >>> 8);
        into[payload.length - 1] = (byte) publisher;
        return payload.length;
    }

    int size() {
        return payloads.size();
    }

    List<PictureSize> sizes() {
        return clips.stream().map(VideoClip::size).toList();
    }

    /** Of each size one, and the audio. */
    int streams() {
        return firstOfFrame.length + 1;
    }

    int audioStream() {
        return firstOfFrame.length;
    }

    int streamOf(int index) {
        int stream = 0;
        while (stream < audioStream() && index >= firstOf(stream, frames(stream))) {
            stream++;
        }
        return stream;
    }

    boolean isVideo(int index) {
        return streamOf(index) != audioStream();
    }

    /** Whether a decoder can begin there. */
    boolean isBeginning(int index) {
        int stream = streamOf(index);
        return stream == audioStream() || index == firstOf(stream, 0);
    }

    int frames(int stream) {
        return firstOfFrame[stream].length - 1;
    }

    /** The first packet of that frame; of the frame after the last, of the next stream. */
    int firstOf(int stream, int frame) {
        return firstOfFrame[stream][frame];
    }

    int firstOfAudio() {
        return firstOf(audioStream() - 1, frames(audioStream() - 1));
    }

    int audioPackets() {
        return payloads.size() - firstOfAudio();
    }

    /** What the clips are, in a line. */
    public String description() {
        return IntStream.range(0, clips.size())
                .mapToObj(this::description)
                .collect(
                        Collectors.joining(
                                "; ",
                                "VP8, " + VideoClip.FRAMES_PER_SECOND + " frames/s: ",
                                "; opus " + AUDIO_PER_SECOND + " packets/s"));
    }

    private String description(int stream) {
        int from = firstOf(stream, 0);
        int to = firstOf(stream, frames(stream));
        long bytes = payloads.subList(from, to).stream().mapToLong(p -> p.length).sum();
        double seconds = (double) frames(stream) / VideoClip.FRAMES_PER_SECOND;
        return String.format(
                Locale.ROOT,
                "%dx%d, %.2f Mbit/s, %.0f packets/s, key frame of %d packets",
                clips.get(stream).size().width(),
                clips.get(stream).size().height(),
                bytes * 8 / seconds / 1e6,
                (to - from) / seconds,
                firstOf(stream, 1) - from);
    }
}
