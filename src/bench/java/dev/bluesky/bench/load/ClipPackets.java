package dev.bluesky.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * The clip cut into VP8 payloads (RFC 7741), and as many seconds of audio. Each has an index, by
 * which publishers and viewers talk about it; video comes first.
 */
public final class ClipPackets {
    /** What {@link #indexOf} says of payloads that are not of the clip. */
    static final int UNKNOWN = -1;

    /** X; I; a picture id of 15 bits. */
    static final int DESCRIPTOR_BYTES = 4;

    static final int AUDIO_PER_SECOND = 50;

    private static final int PAYLOAD_BYTES_MAX = 1200;
    private static final int START_OF_FRAME = 0x90;
    private static final int WITHIN_FRAME = 0x80;
    private static final int HAS_PICTURE_ID = 0x80;

    /** 32 kbit/s. */
    private static final int AUDIO_BYTES = 80;

    private final List<byte[]> payloads = new ArrayList<>();
    private final int[] firstOfFrame;
    private final int videoPackets;
    private final long[] table;

    public ClipPackets(VideoClip clip) {
        firstOfFrame = new int[clip.frames().size() + 1];
        for (int i = 0; i < clip.frames().size(); i++) {
            firstOfFrame[i] = payloads.size();
            cut(clip.frames().get(i));
        }
        videoPackets = payloads.size();
        firstOfFrame[clip.frames().size()] = videoPackets;
        Random random = new Random(1); // Opus is as random, and nobody decodes it here.
        int audio = clip.frames().size() * AUDIO_PER_SECOND / VideoClip.FRAMES_PER_SECOND;
        for (int i = 0; i < audio; i++) {
            byte[] payload = new byte[AUDIO_BYTES];
            random.nextBytes(payload);
            payloads.add(payload);
        }
        table = new long[Integer.highestOneBit(payloads.size()) * 8];
        index();
    }

    /** Into parts of nearly equal size, as libwebrtc does. */
    private void cut(byte[] frame) {
        int room = PAYLOAD_BYTES_MAX - DESCRIPTOR_BYTES;
        int parts = (frame.length + room - 1) / room;
        for (int i = 0; i < parts; i++) {
            int from = (int) ((long) frame.length * i / parts);
            int to = (int) ((long) frame.length * (i + 1) / parts);
            byte[] payload = new byte[DESCRIPTOR_BYTES + to - from];
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
            int skip = isVideo(i) ? DESCRIPTOR_BYTES : 0;
            int checksum = checksum(crc, payloads.get(i), skip, payloads.get(i).length - skip);
            if (indexOf(checksum) != UNKNOWN) {
                throw new IllegalStateException("two packets of the clip look alike");
            }
            int slot = checksum & (table.length - 1);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = (i + 1L) << 32 | (checksum & 0xFFFF_FFFFL);
        }
    }

    static int checksum(CRC32C crc, byte[] buffer, int offset, int length) {
        crc.reset();
        crc.update(buffer, offset, length);
        return (int) crc.getValue();
    }

    /** The packet whose bytes behind the descriptor have that checksum. */
    int indexOf(int checksum) {
        int slot = checksum & (table.length - 1);
        while (table[slot] != 0) {
            if ((int) table[slot] == checksum) {
                return (int) (table[slot] >>> 32) - 1;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return UNKNOWN;
    }

    int size() {
        return payloads.size();
    }

    boolean isVideo(int index) {
        return index < videoPackets;
    }

    int frames() {
        return firstOfFrame.length - 1;
    }

    /** The first packet of that frame; of the frame after the last, where audio begins. */
    int firstOf(int frame) {
        return firstOfFrame[frame];
    }

    int audioPackets() {
        return payloads.size() - videoPackets;
    }

    /** The payload, with the descriptor; a copy, because publishers write picture ids. */
    byte[] copyOf(int index) {
        byte[] payload = payloads.get(index);
        return Arrays.copyOf(payload, payload.length);
    }

    /** What the clip is, in a line. */
    public String description() {
        long bytes = payloads.stream().limit(videoPackets).mapToLong(p -> p.length).sum();
        double seconds = (double) frames() / VideoClip.FRAMES_PER_SECOND;
        return "VP8 %dx%d, %d frames/s, %.2f Mbit/s, %.0f packets/s; key frame of %d packets; opus %d packets/s"
                .formatted(
                        VideoClip.WIDTH,
                        VideoClip.HEIGHT,
                        VideoClip.FRAMES_PER_SECOND,
                        bytes * 8 / seconds / 1e6,
                        videoPackets / seconds,
                        firstOf(1),
                        AUDIO_PER_SECOND);
    }
}
