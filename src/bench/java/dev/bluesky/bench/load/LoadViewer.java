package dev.bluesky.bench.load;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.raw.Arrived;
import dev.bluesky.it.raw.RawCodec;
import dev.bluesky.it.raw.RawIdentity;
import dev.bluesky.it.raw.RawListener;
import dev.bluesky.it.raw.RawLoop;
import dev.bluesky.it.raw.RawOffer;
import dev.bluesky.it.raw.RawOptions;
import dev.bluesky.it.raw.RawPeer;
import dev.bluesky.it.raw.ReceivedStream;
import dev.bluesky.srtp.SrtpDrop;
import dev.bluesky.wire.rtp.RtpView;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Receives one publisher and checks every packet. */
final class LoadViewer implements RawListener, AutoCloseable {
    private static final int NOTHING = -1;

    private final RawLoop loop;
    private final String name;
    private final LoadPublisher publisher;
    private final ClipPackets packets;
    private final Latencies latencies;
    private final RawPeer peer;
    private final CRC32C crc = new CRC32C();

    /** By the packet's index: the number it last came with. */
    private final long[] seen;

    private final Tally tally = new Tally();
    private long joinedNs;
    private long firstMediaNs;
    private boolean ended;

    LoadViewer(
            RawLoop loop,
            String name,
            LoadPublisher publisher,
            ClipPackets packets,
            Latencies latencies,
            DtlsCertificate certificate) {
        this.loop = loop;
        this.name = name;
        this.publisher = publisher;
        this.packets = packets;
        this.latencies = latencies;
        seen = new long[packets.size()];
        Arrays.fill(seen, NOTHING);
        peer =
                new RawPeer(
                        loop,
                        RawOffer.receiving(RawIdentity.with(certificate)),
                        RawOptions.DEFAULT,
                        this);
    }

    /** What one viewer, or many together, counted. On the loop. */
    static final class Tally {
        /** Packets of the measured interval, each once. */
        long delivered;

        /** Packets that came again, under a number of their own or not. */
        long duplicates;

        /** Packets that nobody sent so. */
        long foreign;

        /** Gaps in the sequence numbers, of the whole life. */
        long gaps;

        long reordered;
        long recovered;

        /** Packets that could not be decrypted. */
        long undecryptable;

        void add(Tally other) {
            delivered += other.delivered;
            duplicates += other.duplicates;
            foreign += other.foreign;
            gaps += other.gaps;
            reordered += other.reordered;
            recovered += other.recovered;
            undecryptable += other.undecryptable;
        }
    }

    String name() {
        return name;
    }

    LoadPublisher publisher() {
        return publisher;
    }

    RawPeer peer() {
        return peer;
    }

    void join(BlueSkyClient client, String room) {
        long nowNs = System.nanoTime();
        loop.run(() -> joinedNs = nowNs);
        peer.receive(client, room, name, publisher.name());
    }

    @Override
    public void rtp(RtpView packet, Arrived how, long nowNs) {
        if (packet.payloadLength() == 0) {
            return;
        }
        if (firstMediaNs == 0) {
            firstMediaNs = nowNs;
        }
        boolean isVideo = packet.payloadType() == RawCodec.VP8.payloadType();
        int skip = isVideo ? ClipPackets.DESCRIPTOR_BYTES : 0;
        int checksum =
                ClipPackets.checksum(
                        crc,
                        packet.buffer(),
                        packet.payloadOffset() + skip,
                        Math.max(0, packet.payloadLength() - skip));
        int index = packets.indexOf(checksum);
        if (index == ClipPackets.UNKNOWN) {
            tally.foreign++;
        } else if (how.isNew()) {
            take(index, nowNs);
        }
    }

    private void take(int index, long nowNs) {
        long number = publisher.number(index);
        if (seen[index] == number) {
            tally.duplicates++;
            return;
        }
        seen[index] = number;
        if (publisher.counts(number)) {
            tally.delivered++;
            latencies.add(nowNs - publisher.sentNs(index));
        }
    }

    @Override
    public void closedByServer() {
        ended = true;
    }

    /** Whether the server has ended it. On the loop. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether media has come. From anywhere. */
    boolean isWatching() {
        return loop.ask(() -> firstMediaNs != 0);
    }

    /** From the request until media could be decrypted; of one that is watching. */
    long joinNs() {
        return loop.ask(() -> firstMediaNs - joinedNs);
    }

    /** Forgets what was delivered. On the loop. */
    void beginInterval() {
        tally.delivered = 0;
        tally.duplicates = 0;
        tally.foreign = 0;
    }

    /** Everything until now. On the loop. */
    Tally tally() {
        Tally now = new Tally();
        now.add(tally);
        for (ReceivedStream stream : peer.reception().streams()) {
            boolean isMedia =
                    stream.payloadType() == RawCodec.VP8.payloadType()
                            || stream.payloadType() == RawCodec.OPUS.payloadType();
            now.gaps += isMedia ? stream.lost() : 0;
            now.duplicates += stream.duplicates();
            now.reordered += stream.reordered();
            now.recovered += stream.recovered();
        }
        for (SrtpDrop reason : SrtpDrop.values()) {
            long drops = peer.reception().drops(reason);
            if (reason == SrtpDrop.REPLAYED) {
                now.duplicates += drops;
            } else {
                now.undecryptable += drops;
            }
        }
        return now;
    }

    @Override
    public void close() {
        peer.close();
    }
}
