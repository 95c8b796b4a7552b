package dev.bluesky.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.bluesky.media.forward.PacketSink;
import dev.bluesky.media.forward.Subscription;
import dev.bluesky.media.send.DropReason;
import dev.bluesky.media.send.FirstNumbers;
import dev.bluesky.media.send.OutboundFormat;
import dev.bluesky.media.send.OwnExtensions;
import dev.bluesky.media.send.PublisherClock;
import dev.bluesky.media.send.ResendLimits;
import dev.bluesky.media.send.SendStream;
import dev.bluesky.media.send.SourceTiming;
import dev.bluesky.media.send.StreamIdentity;
import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.wire.rtp.RtpView;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one loop relays and another one forwards; whole calls are in {@code sim}. */
class PublisherReplicaTest {
    private static final long MS = 1_000_000L;
    private static final int SSRC = 7;
    private static final int BYTES = 1200;

    private final MediaContext there = new MediaContext(new NtpClock(0, 0));
    private final List<String> needs = new ArrayList<>();
    private final List<TransportSetup.Command> commands = new ArrayList<>();
    private final ReplicaPath path =
            new ReplicaPath(
                    command -> command.run(0),
                    (loop, to, buffer, offset, length) ->
                            to.packet(buffer, offset, length, nowNs()),
                    1,
                    commands::add,
                    there);
    private final NegotiatedMedia media = negotiated();
    private final PublisherReplica replica =
            new PublisherReplica(path, new Asked(), (t, now) -> {}, media, new PublisherClock());
    private final PublisherRelay relay = new PublisherRelay(path, replica);
    private final InboundStream.Media stream =
            new InboundStream.Media(
                    new PublishedTrack(Sections.video("1", (long) SSRC)),
                    SSRC,
                    "",
                    Sections.vp8(),
                    new SourceTiming(90_000, new PublisherClock()),
                    0);
    private final byte[] packet = new byte[BYTES];
    private final RtpView view = new RtpView();
    private int number;
    private long sent;

    private static NegotiatedMedia negotiated() {
        return new NegotiatedMedia(true, List.of(Sections.video("1", (long) SSRC)));
    }

    private final class Asked implements PublisherReplica.Needs {
        @Override
        public void needsKeyFrame(int ssrc, long nowNs) {
            needs.add("key frame of " + ssrc);
        }

        @Override
        public void watched(PublisherReplica by, int ssrc, boolean now) {
            needs.add(ssrc + (now ? " watched" : " not watched"));
            relay.watched(ssrc, now);
        }
    }

    private final class Counting implements PacketSink {
        private final byte[] buffer = new byte[2 * BYTES];

        @Override
        public byte[] buffer() {
            return buffer;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void send(int length, long nowNs) {
            sent++;
        }

        @Override
        public void drop(DropReason reason) {
            // Before the key frame.
        }
    }

    private long nowNs() {
        return number * MS;
    }

    /** VP8 with picture numbers, each packet a picture of its own. */
    private void pass(int packets, boolean key) {
        for (int i = 0; i < packets; i++) {
            RtpView.writeHeader(packet, 0, Sections.VP8, number & 0xFFFF, number * 90, SSRC);
            packet[12] = (byte) 0x90;
            packet[13] = (byte) 0x80;
            packet[14] = (byte) (0x80 | (number >> 8 & 0x7F));
            packet[15] = (byte) number;
            packet[16] = (byte) (key ? 0x10 : 0x11);
            packet[17] = 0;
            packet[18] = 0;
            packet[19] = (byte) 0x9D;
            packet[20] = 0x01;
            packet[21] = 0x2A;
            packet[22] = 64;
            packet[23] = 0;
            packet[24] = 64;
            packet[25] = 0;
            view.wrap(packet, 0, BYTES);
            number++;
            relay.pass(stream, view);
        }
        there.turnEnded(nowNs());
    }

    private Subscription watch() {
        SendStream to =
                new SendStream(
                        new StreamIdentity(9, 0, 90_000, new OwnExtensions(0, "", 0, 0)),
                        new FirstNumbers(0, 0, 0, 0),
                        ResendLimits.NOTHING);
        Subscription subscription = new Subscription(to, new Counting(), there.keyFrames());
        InboundStream.Media source = replica.tracks().get(0).source();
        assertThat(source).isNotNull();
        if (source != null) {
            subscription.select(
                    source.router(), OutboundFormat.of(Sections.VP8), new byte[256], nowNs());
        }
        return subscription;
    }

    @Test
    void needsOfViewersGoHomeOnceUntilTheyAreMet() {
        pass(1, true);
        Subscription viewer = watch();
        replica.tick(nowNs());
        replica.tick(nowNs());
        assertThat(needs).containsExactly("key frame of 7", "7 watched");
        assertThat(relay.isWatched(SSRC)).isTrue();

        number += 600;
        replica.tick(nowNs());
        assertThat(needs).hasSize(3).endsWith("key frame of 7");
        pass(1, true);
        number += 600;
        replica.tick(nowNs());
        assertThat(needs).hasSize(3);

        viewer.unselect();
        replica.tick(nowNs());
        assertThat(needs).hasSize(4).endsWith("7 not watched");
        assertThat(relay.isWatched(SSRC)).isFalse();
    }

    @Test
    void whatStillComesOfAStreamThatHasEndedDoesNotBeginItAgain() {
        pass(1, true);
        List<Relayed> kept = new ArrayList<>();
        ReplicaPath late =
                new ReplicaPath(
                        command -> {},
                        (loop, to, buffer, offset, length) -> kept.add(to),
                        1,
                        command -> command.run(nowNs()),
                        there);
        PublisherRelay other = new PublisherRelay(late, replica);
        other.pass(stream, view);
        kept.get(0).packet(packet, 0, BYTES, nowNs());
        assertThat(there.inboundStreams()).isEqualTo(2);

        other.forget(SSRC);
        kept.get(0).packet(packet, 0, BYTES, nowNs());
        assertThat(there.inboundStreams()).isOne();

        replica.close();
        pass(1, true);
        assertThat(there.inboundStreams()).isZero();
    }

    @Test
    void aPacketThatIsRelayedAllocatesNothing() {
        pass(1, true);
        watch();
        pass(1, true);
        pass(20_000, false);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        int packets = 10_000;
        long before = threads.getThreadAllocatedBytes(thread);
        pass(packets, false);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        assertThat(sent).isGreaterThan(packets);
        assertThat(allocated / packets).isLessThan(1);
    }
}
