package dev.bluesky.bench.load;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.it.raw.Arrived;
import dev.bluesky.it.raw.RawAnswer;
import dev.bluesky.it.raw.RawCodec;
import dev.bluesky.it.raw.RawIdentity;
import dev.bluesky.it.raw.RawListener;
import dev.bluesky.it.raw.RawLoop;
import dev.bluesky.it.raw.RawOffer;
import dev.bluesky.it.raw.RawPeer;
import dev.bluesky.it.raw.RawSection;
import dev.bluesky.it.raw.ReceivedStream;
import dev.bluesky.srtp.SrtpDrop;
import dev.bluesky.wire.rtp.RtpView;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Receives one publisher, or the room in slots, and checks every packet. */
final class LoadViewer implements RawListener, AutoCloseable {
    private static final int NOTHING = -1;

    private final RawLoop loop;
    private final String name;
    private final Wish wish;
    private final List<LoadPublisher> publishers;
    private final ClipPackets packets;
    private final Latencies latencies;
    private final RawPeer peer;
    private final CRC32C crc = new CRC32C();
    private final LoadSlot[] slots;
    private final boolean verbatim;

    /** By slot, where several are of a kind. */
    private final int[] ssrcs;

    /** By publisher and the packet's index: the number it last came with. */
    private final long[][] seen;

    private final Tally tally = new Tally();
    private long joinedNs;
    private long firstMediaNs;
    private boolean ended;
    private long lostBefore;

    /**
     * @param publishers of the room, by their numbers; none if they are elsewhere: then packets are
     *     counted only
     */
    LoadViewer(
            RawLoop loop,
            String name,
            Wish wish,
            List<LoadPublisher> publishers,
            ClipPackets packets,
            Latencies latencies,
            DtlsCertificate certificate,
            Entrance entrance) {
        this.loop = loop;
        verbatim = entrance.isVerbatim() && !publishers.isEmpty();
        this.name = name;
        this.wish = wish;
        this.publishers = List.copyOf(publishers);
        this.packets = packets;
        this.latencies = latencies;
        seen = new long[publishers.size()][packets.size()];
        for (long[] numbers : seen) {
            Arrays.fill(numbers, NOTHING);
        }
        ssrcs = new int[wish.lines().size()];
        slots = wish.lines().stream().map(this::slot).toArray(LoadSlot[]::new);
        RawSection[] sections =
                wish.lines().stream().map(Wish.Line::section).toArray(RawSection[]::new);
        RawOffer offer = RawOffer.of(RawIdentity.with(certificate), sections);
        peer = new RawPeer(loop, offer, entrance.options(), this);
    }

    private LoadSlot slot(Wish.Line line) {
        return new LoadSlot(
                line.stream(),
                publishers.stream()
                        .filter(publisher -> publisher.name().equals(wish.peer()))
                        .map(publisher -> publisher.stream(line.stream()))
                        .findFirst()
                        .orElse(null));
    }

    /** What one viewer, or many together, counted. On the loop. */
    static final class Tally {
        /** Packets that should have come in the measured interval. */
        long expected;

        /** Packets of the measured interval, each once. */
        long delivered;

        /** Packets that came again, under a number of their own or not. */
        long duplicates;

        /** Packets that nobody sent so, or that are not what is wanted where they came. */
        long foreign;

        /** How often a slot went to another publisher. */
        long switches;

        /** Gaps in the sequence numbers, of the whole life. */
        long gaps;

        long reordered;
        long recovered;

        /** Packets that could not be decrypted. */
        long undecryptable;

        void add(Tally other) {
            expected += other.expected;
            delivered += other.delivered;
            duplicates += other.duplicates;
            foreign += other.foreign;
            switches += other.switches;
            gaps += other.gaps;
            reordered += other.reordered;
            recovered += other.recovered;
            undecryptable += other.undecryptable;
        }
    }

    String name() {
        return name;
    }

    Wish wish() {
        return wish;
    }

    RawPeer peer() {
        return peer;
    }

    /** Offers once, says what it wants, and goes on by itself. */
    void join(Entrance entrance) {
        long nowNs = System.nanoTime();
        loop.run(() -> joinedNs = nowNs);
        Admission admission = entrance.receive(name, wish, peer.offer());
        loop.run(() -> expect(admission.answer()));
        admission.admit(peer);
    }

    private void expect(RawAnswer answer) {
        for (int i = 0; wish.isOfEverybody() && i < ssrcs.length; i++) {
            ssrcs[i] = answer.ssrcs(wish.lines().get(i).mid()).get(0);
        }
    }

    @Override
    public void rtp(RtpView packet, Arrived how, long nowNs) {
        if (packet.payloadLength() == 0) {
            return;
        }
        boolean isVideo = packet.payloadType() == RawCodec.VP8.payloadType();
        LoadSlot slot = slot(packet.ssrc(), isVideo);
        if (!verbatim) {
            count(slot, how, nowNs);
            return;
        }
        byte[] buffer = packet.buffer();
        int from = packet.payloadOffset();
        int index = packets.indexOf(crc, buffer, from, packet.payloadLength(), isVideo);
        if (slot == null
                || index == ClipPackets.UNKNOWN
                || packets.streamOf(index) != slot.stream()) {
            tally.foreign++;
        } else if (how.isNew()) {
            int publisher = ClipPackets.publisherOf(buffer, from, packet.payloadLength());
            take(slot, publisher, index, nowNs);
        }
    }

    private void count(@Nullable LoadSlot slot, Arrived how, long nowNs) {
        if (slot != null && how.isNew()) {
            noteFirst(nowNs);
            slot.takeAnother();
        }
    }

    private void noteFirst(long nowNs) {
        if (firstMediaNs == 0) {
            firstMediaNs = nowNs;
        }
    }

    /** Of one publisher each kind has one m-line; slots are told apart by SSRC. */
    private @Nullable LoadSlot slot(int ssrc, boolean isVideo) {
        for (int i = 0; i < slots.length; i++) {
            boolean is =
                    wish.isOfEverybody()
                            ? ssrcs[i] == ssrc
                            : wish.lines().get(i).isVideo() == isVideo;
            if (is) {
                return slots[i];
            }
        }
        return null;
    }

    private void take(LoadSlot slot, int number, int index, long nowNs) {
        if (number >= publishers.size()) {
            tally.foreign++;
            return;
        }
        LoadPublisher publisher = publishers.get(number);
        SentStream stream = publisher.stream(slot.stream());
        noteFirst(nowNs);
        long packetNumber = publisher.number(index);
        if (isSeen(number, index, packetNumber)) {
            tally.duplicates++;
            return;
        }
        boolean isAnother = slot.take(stream, packetNumber);
        if (isAnother && (!wish.isOfEverybody() || !packets.isBeginning(index))) {
            tally.foreign++;
        }
        if (stream.counts(packetNumber)) {
            latencies.add(nowNs - publisher.sentNs(index));
        }
    }

    private boolean isSeen(int publisher, int index, long packetNumber) {
        boolean is = seen[publisher][index] == packetNumber;
        seen[publisher][index] = packetNumber;
        return is;
    }

    @Override
    public void closedByServer() {
        ended = true;
    }

    /** Whether the server has ended it. On the loop. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether media has come in each m-line. From anywhere. */
    boolean isWatching() {
        return loop.ask(() -> Arrays.stream(slots).allMatch(LoadSlot::isFed));
    }

    /** From the request until media could be decrypted; of one that is watching. */
    long joinNs() {
        return loop.ask(() -> firstMediaNs - joinedNs);
    }

    /** Forgets what was delivered. On the loop. */
    void beginInterval() {
        tally.duplicates = 0;
        tally.foreign = 0;
        lostBefore = lost();
        for (LoadSlot slot : slots) {
            slot.begin();
        }
    }

    /** Gaps in media of the whole life. */
    private long lost() {
        return peer.reception().streams().stream()
                .filter(LoadViewer::isMedia)
                .mapToLong(ReceivedStream::lost)
                .sum();
    }

    private static boolean isMedia(ReceivedStream stream) {
        return stream.payloadType() == RawCodec.VP8.payloadType()
                || stream.payloadType() == RawCodec.OPUS.payloadType();
    }

    /** Everything until now. On the loop. */
    Tally tally() {
        Tally now = new Tally();
        now.add(tally);
        for (LoadSlot slot : slots) {
            now.expected += slot.expected();
            now.delivered += slot.delivered();
            now.switches += slot.switches();
        }
        now.gaps = lost();
        if (!verbatim) {
            now.expected = now.delivered + now.gaps - lostBefore;
        }
        for (ReceivedStream stream : peer.reception().streams()) {
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
