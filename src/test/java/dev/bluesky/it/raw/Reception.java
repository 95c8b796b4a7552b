package dev.bluesky.it.raw;

import dev.bluesky.srtp.SrtpDrop;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.Rtx;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that a peer receives. On the loop. */
public final class Reception {
    private static final int AUDIO_CLOCK = 48_000;
    private static final int VIDEO_CLOCK = 90_000;
    private static final int PAYLOAD_TYPES = 128;

    private final List<ReceivedStream> streams = new ArrayList<>();
    private final Map<SrtpDrop, Long> drops = new EnumMap<>(SrtpDrop.class);
    private final int[] clockRates = new int[PAYLOAD_TYPES];
    private final int[] originals = new int[PAYLOAD_TYPES];
    private final Map<Integer, Integer> originalSsrcs = new HashMap<>();
    private long malformed;
    private long unknown;
    private long refusedDtls;

    /** Learns what payload types and SSRCs mean. */
    void expect(RawOffer offer, RawAnswer answer) {
        for (RawSection section : offer.sections()) {
            for (RawCodec codec : section.codecs()) {
                clockRates[codec.payloadType()] = codec.clockRate();
            }
        }
        answer.originalsOfRtx().forEach((rtx, original) -> originals[rtx] = original);
        originalSsrcs.putAll(answer.originalSsrcs());
    }

    /** Takes a packet; afterwards the view is of the original if it was a retransmission. */
    Arrived packet(RtpView packet, long nowNs) {
        boolean retransmitted = isRetransmission(packet) && unwrap(packet);
        return stream(packet, nowNs).packet(packet, retransmitted, nowNs);
    }

    private boolean isRetransmission(RtpView packet) {
        return originals[packet.payloadType()] != 0;
    }

    private boolean unwrap(RtpView packet) {
        Integer original = originalSsrcs.get(packet.ssrc());
        return original != null && Rtx.unwrap(packet, original, originals[packet.payloadType()]);
    }

    private ReceivedStream stream(RtpView packet, long nowNs) {
        ReceivedStream known = find(packet.ssrc());
        if (known != null) {
            return known;
        }
        ReceivedStream added = new ReceivedStream(packet, clockRate(packet.payloadType()), nowNs);
        streams.add(added);
        return added;
    }

    private int clockRate(int payloadType) {
        int offered = clockRates[payloadType];
        return offered != 0 ? offered : payloadType == 111 ? AUDIO_CLOCK : VIDEO_CLOCK;
    }

    private @Nullable ReceivedStream find(int ssrc) {
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).ssrc() == ssrc) {
                return streams.get(i);
            }
        }
        return null;
    }

    void senderReport(int ssrc, long ntpTime, long nowNs) {
        ReceivedStream stream = find(ssrc);
        if (stream != null) {
            stream.senderReport(ntpTime, nowNs);
        }
    }

    void dropped(SrtpDrop reason) {
        drops.merge(reason, 1L, Long::sum);
    }

    void malformed() {
        malformed++;
    }

    void refusedDtls() {
        refusedDtls++;
    }

    void unknown() {
        unknown++;
    }

    /** Adds blocks about all streams to a receiver report. */
    void report(RtcpWriter writer, long nowNs) {
        streams.forEach(stream -> stream.report(writer, nowNs));
    }

    /** In the order of their first packets; probes on an rtx SSRC are a stream of their own. */
    public List<ReceivedStream> streams() {
        return streams;
    }

    public Optional<ReceivedStream> stream(int ssrc) {
        return Optional.ofNullable(find(ssrc));
    }

    /** The first stream whose latest packet has this payload type. */
    public Optional<ReceivedStream> ofPayloadType(int payloadType) {
        return streams.stream().filter(stream -> stream.payloadType() == payloadType).findFirst();
    }

    /** SRTP and SRTCP packets that could not be decrypted, for this reason. */
    public long drops(SrtpDrop reason) {
        return drops.getOrDefault(reason, 0L);
    }

    /** Packets that were authentic and yet no RTP or RTCP. */
    public long malformedPackets() {
        return malformed;
    }

    /** Datagrams of no protocol. */
    public long unknownDatagrams() {
        return unknown;
    }

    /** DTLS datagrams that the filter refused. */
    public long refusedDtlsDatagrams() {
        return refusedDtls;
    }

    @Override
    public String toString() {
        return streams + " drops=" + drops + " malformed=" + malformed + " unknown=" + unknown;
    }
}
