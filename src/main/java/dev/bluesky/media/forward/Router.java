package dev.bluesky.media.forward;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.media.send.OutboundFormat;
import dev.bluesky.media.send.RetransmissionCache;
import dev.bluesky.media.send.SourceTiming;
import dev.bluesky.wire.rtp.HeaderExtensions;
import dev.bluesky.wire.rtp.RtpView;
import java.util.Arrays;

/** One inbound stream and the subscriptions that it feeds, or is about to feed. */
public final class Router {

    private final Codec codec;
    private final int redPayloadType;
    private final int dependenciesId;
    private final SourceTiming timing;
    private final RetransmissionCache cache;
    private final FrameInfo info = new FrameInfo();
    private Subscription[] subscriptions = new Subscription[0];

    /** The inbound stream's codec, timing and newest packets. */
    public Router(Codec codec, SourceTiming timing, RetransmissionCache cache) {
        this(codec, OutboundFormat.NONE, 0, timing, cache);
    }

    /**
     * An inbound stream of which each packet may be redundant audio instead: publishers that
     * negotiated both change between them as they like.
     *
     * @param redPayloadType the publisher's number of RED (RFC 2198) around the codec, or {@link
     *     OutboundFormat#NONE}
     * @param dependenciesId the publisher's id of the dependency descriptor, or 0; it is read of
     *     AV1 alone
     */
    public Router(
            Codec codec,
            int redPayloadType,
            int dependenciesId,
            SourceTiming timing,
            RetransmissionCache cache) {
        this.dependenciesId = codec == Codec.AV1 ? dependenciesId : 0;
        this.codec = codec;
        this.redPayloadType = redPayloadType;
        this.timing = timing;
        this.cache = cache;
    }

    /**
     * Reads a packet of the inbound stream, under the publisher's payload type, which may be late
     * or come twice; its padding is cut off. It is then to be {@linkplain #forward forwarded}.
     *
     * @return what the packet says of its frame, until the next packet is read
     */
    public FrameInfo read(RtpView packet, long nowNs) {
        packet.stripPadding();
        Codec packed = packet.payloadType() == redPayloadType ? Codec.RED : codec;
        packed.read(packet.buffer(), packet.payloadOffset(), packet.payloadLength(), info);
        if (codec == Codec.AV1) {
            info.forgetLayers(); // not each packet names them
            readDependencies(packet.extensions());
        }
        timing.packet(packet.timestamp(), nowNs);
        cache.put(packet, nowNs);
        return info;
    }

    private void readDependencies(HeaderExtensions extensions) {
        int element = dependenciesId == 0 ? HeaderExtensions.NONE : extensions.find(dependenciesId);
        if (element != HeaderExtensions.NONE) {
            info.readDependencies(
                    extensions.buffer(),
                    extensions.dataOffset(element),
                    extensions.dataLength(element));
        }
    }

    /**
     * Hands the packet that was read last to the subscriptions. Each one's sink hears of it once:
     * sent or dropped.
     *
     * @return what the packet says of its frame, until the next packet is read
     */
    public FrameInfo forward(RtpView packet, long nowNs) {
        for (Subscription subscription : subscriptions) {
            subscription.forward(this, packet, info, nowNs);
        }
        return info;
    }

    /**
     * Whether the packet that was read last can wait for the end of the turn: it changes nothing of
     * what viewers get.
     */
    public boolean canWait(RtpView packet) {
        return !(codec.needsKeyFrame() && info.startsKeyFrame())
                && !info.dependencies().isPresent()
                && packet.length() <= PacketBatch.PACKET_BYTES_MAX;
    }

    /** The same as {@link #forward}, at the end of the turn. */
    public void defer(RtpView packet, PacketBatch batch, long nowNs) {
        if (subscriptions.length > 0) {
            batch.add(this, packet, info, nowNs);
        }
    }

    /** The first so many that were chosen of a batch, which are this router's. */
    void forward(RtpView[] packets, FrameInfo[] infos, int[] chosen, int count, long nowNs) {
        RuntimeException defect = null;
        for (Subscription subscription : subscriptions) {
            try {
                for (int i = 0; i < count; i++) {
                    subscription.forward(this, packets[chosen[i]], infos[chosen[i]], nowNs);
                }
            } catch (RuntimeException e) {
                defect = defect == null ? e : defect;
            }
        }
        if (defect != null) {
            throw defect;
        }
    }

    /** Reads a packet and forwards it. */
    public FrameInfo route(RtpView packet, long nowNs) {
        read(packet, nowNs);
        return forward(packet, nowNs);
    }

    void add(Subscription subscription) {
        subscriptions = Arrays.copyOf(subscriptions, subscriptions.length + 1);
        subscriptions[subscriptions.length - 1] = subscription;
    }

    void remove(Subscription subscription) {
        int at = Arrays.asList(subscriptions).indexOf(subscription);
        if (at < 0) {
            return;
        }
        Subscription[] rest = Arrays.copyOf(subscriptions, subscriptions.length - 1);
        System.arraycopy(subscriptions, at + 1, rest, at, rest.length - at);
        subscriptions = rest;
    }

    /**
     * The inbound stream ended: its subscriptions keep their streams and wait for another source.
     */
    public void close() {
        for (Subscription subscription : subscriptions.clone()) {
            subscription.sourceEnded(this);
        }
    }

    /** How many subscriptions it has. */
    public int subscriptions() {
        return subscriptions.length;
    }

    /** The inbound stream's codec. */
    public Codec codec() {
        return codec;
    }

    /** The inbound stream's timing. */
    public SourceTiming timing() {
        return timing;
    }

    int dependenciesId() {
        return dependenciesId;
    }

    RetransmissionCache cache() {
        return cache;
    }
}
