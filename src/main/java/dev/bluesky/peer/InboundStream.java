package dev.bluesky.peer;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.media.forward.LayerMeter;
import dev.bluesky.media.forward.PacketBatch;
import dev.bluesky.media.forward.Router;
import dev.bluesky.media.receive.KeyFrameRequester;
import dev.bluesky.media.receive.ReceiveStream;
import dev.bluesky.media.send.OutboundFormat;
import dev.bluesky.media.send.RetransmissionCache;
import dev.bluesky.media.send.SourceTiming;
import dev.bluesky.negotiate.HeaderExtension;
import dev.bluesky.negotiate.MediaCodec;
import dev.bluesky.wire.rtp.RtpTimestamp;
import dev.bluesky.wire.rtp.RtpView;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** One SSRC of a publisher: media, or the retransmissions of another SSRC. */
sealed interface InboundStream {

    /** The section that it belongs to. */
    PublishedTrack track();

    /** When its last packet came. */
    long lastPacketNs();

    /** A packet came. */
    void touched(long nowNs);

    /** Media; what viewers are sent comes from its router. */
    final class Media implements InboundStream {
        private static final long CACHE_AGE_NS = 2_000_000_000L;
        private static final int VIDEO_CACHE_PACKETS = 1024;
        private static final int VIDEO_CACHE_BYTES = 1 << 20;
        private static final int AUDIO_CACHE_PACKETS = 64;
        private static final int AUDIO_CACHE_BYTES = 16 << 10;

        /** A stream that is silent for so long is not offered. */
        private static final long SILENCE_NS = 2_000_000_000L;

        /** So many frames that are missing are no pause, while another size goes on. */
        private static final int PATIENCE_FRAMES = 8;

        private static final long SHORTEST_PATIENCE_NS = 250_000_000L;

        private final PublishedTrack track;
        private final String layer;
        private final ReceiveStream receive;
        private final SourceTiming timing;
        private final KeyFrameRequester keyFrames;

        /** For all its codecs, so that a publisher who changes often costs no memory. */
        private final RetransmissionCache cache;

        private MediaCodec codec;
        private Router router;
        private long lastPacketNs;
        private boolean requested;
        private LongConsumer whenRequested = nowNs -> {};
        private final LayerMeter meter;
        private final PictureSizes sizes;
        private boolean listed;
        private long keyFrameCount;
        private int keyFrameTimestamp;

        /**
         * @param layer its rid among the sizes of one picture; empty if it has none
         */
        Media(
                PublishedTrack track,
                int ssrc,
                String layer,
                MediaCodec codec,
                SourceTiming timing,
                long nowNs) {
            this(
                    track,
                    new StreamSnapshot(
                            track.section().mid(),
                            ssrc,
                            layer,
                            codec,
                            timing,
                            new LayerMeter(),
                            new PictureSizes(),
                            nowNs));
        }

        /** A stream that another loop knows already; what the snapshot has is its own now. */
        Media(PublishedTrack track, StreamSnapshot known) {
            this.track = track;
            layer = known.layer();
            timing = known.timing();
            codec = known.codec();
            meter = known.meter();
            sizes = known.sizes();
            lastPacketNs = known.lastPacketNs();
            int ssrc = known.ssrc();
            boolean nack = codec.feedback().contains("nack");
            receive =
                    nack
                            ? ReceiveStream.withNack(ssrc, codec.clockRate())
                            : ReceiveStream.withoutNack(ssrc, codec.clockRate());
            boolean pli =
                    codec.feedback().contains("nack pli") || !codec.feedback().contains("ccm fir");
            keyFrames =
                    new KeyFrameRequester(
                            ssrc,
                            pli ? KeyFrameRequester.Method.PLI : KeyFrameRequester.Method.FIR);
            cache = cache(track.section().isVideo());
            router = routerOf(codec);
        }

        private static RetransmissionCache cache(boolean video) {
            return new RetransmissionCache(
                    video ? VIDEO_CACHE_PACKETS : AUDIO_CACHE_PACKETS,
                    video ? VIDEO_CACHE_BYTES : AUDIO_CACHE_BYTES,
                    CACHE_AGE_NS);
        }

        private Router routerOf(MediaCodec of) {
            return new Router(
                    Codec.named(of.name()).orElseThrow(),
                    of.redPayloadType().orElse(OutboundFormat.NONE),
                    track.extensionId(HeaderExtension.DEPENDENCY_DESCRIPTOR),
                    timing,
                    cache);
        }

        /**
         * Reads a packet, which is to be {@linkplain #route routed} next.
         *
         * @return whether what viewers can get may be something else now
         */
        private boolean inspect(RtpView packet, long nowNs) {
            FrameInfo frame = router.read(packet, nowNs);
            if (router.codec().needsKeyFrame() && frame.wellFormed()) {
                meter.packet(frame, packet.timestamp(), packet.length(), nowNs);
            }
            return sizes.take(frame, nowNs) || !listed;
        }

        /**
         * Reads a packet and hands it to whoever is fed from here, if it can wait at the end of the
         * turn.
         *
         * @param changed hears before that if what viewers can get may be something else now
         */
        void forward(
                RtpView packet,
                PacketBatch batch,
                ObjLongConsumer<PublishedTrack> changed,
                long nowNs) {
            boolean news = inspect(packet, nowNs);
            boolean canWait = router.canWait(packet);
            if (!canWait) {
                batch.flush(nowNs);
            }
            if (news) {
                changed.accept(track, nowNs); // before: it may begin somebody's picture
            }
            if (canWait) {
                router.defer(packet, batch, nowNs);
            } else {
                route(packet, nowNs);
            }
        }

        /** Hands a packet that was {@linkplain #inspect read} to whoever is fed from here. */
        private void route(RtpView packet, long nowNs) {
            requested = false;
            FrameInfo frame = router.forward(packet, nowNs);
            if (frame.startsKeyFrame()) {
                keyFrameCame(packet.timestamp());
                if (requested) { // by somebody for whom this one begins too late
                    keyFrames.request();
                }
            }
        }

        /** Whether viewers are offered it. */
        void listed(boolean now) {
            listed = now;
        }

        /**
         * Whether nothing comes of it: for long, or for some frames while another of the track's
         * streams goes on.
         */
        boolean isSilent(List<Media> siblings, long nowNs) {
            if (nowNs - lastPacketNs > SILENCE_NS) {
                return true;
            }
            long patienceNs = patienceNs(nowNs);
            for (Media sibling : siblings) {
                if (sibling.lastPacketNs - lastPacketNs > patienceNs) {
                    return true;
                }
            }
            return false;
        }

        private long patienceNs(long nowNs) {
            double framesPerSecond = meter.framesPerSecond(LayerMeter.LAYERS - 1, nowNs);
            long ns = (long) (PATIENCE_FRAMES * 1e9 / Math.max(1, framesPerSecond));
            return Math.max(SHORTEST_PATIENCE_NS, Math.min(SILENCE_NS, ns));
        }

        /** Somebody needs a key frame that was not sent yet. */
        void requestKeyFrame(long nowNs) {
            requested = true;
            keyFrames.request();
            whenRequested.accept(nowNs);
        }

        /** Sets what hears of it at once, for a stream whose publisher is elsewhere. */
        void whenRequested(LongConsumer told) {
            whenRequested = told;
        }

        /** Whether that is the codec that it has now. */
        boolean has(MediaCodec other) {
            return codec.payloadType() == other.payloadType();
        }

        /** The publisher goes on with another codec: viewers must select the new router. */
        void use(MediaCodec other) {
            router.close();
            codec = other;
            router = routerOf(other);
            meter.clear();
            sizes.clear();
            listed = false;
        }

        int ssrc() {
            return receive.ssrc();
        }

        String layer() {
            return layer;
        }

        /** Of the last key frame's largest picture; 0 if it did not tell. */
        int pixels() {
            int highest = sizes.spatialLayers() - 1;
            return sizes.width(highest) * sizes.height(highest);
        }

        PictureSizes sizes() {
            return sizes;
        }

        /** As a key frame has just announced, else as they come. */
        int highestSpatialId(long nowNs) {
            return sizes.isFresh(nowNs) ? sizes.spatialLayers() - 1 : meter.highestSpatialId(nowNs);
        }

        LayerMeter meter() {
            return meter;
        }

        MediaCodec codec() {
            return codec;
        }

        Router router() {
            return router;
        }

        ReceiveStream receive() {
            return receive;
        }

        SourceTiming timing() {
            return timing;
        }

        KeyFrameRequester keyFrames() {
            return keyFrames;
        }

        /** A key frame has begun to come; several of its packets may say so. */
        private void keyFrameCame(int rtpTimestamp) {
            keyFrames.keyFrame();
            boolean another =
                    keyFrameCount == 0 || RtpTimestamp.isNewer(rtpTimestamp, keyFrameTimestamp);
            if (another && router.codec().needsKeyFrame()) {
                keyFrameCount++;
                keyFrameTimestamp = rtpTimestamp;
            }
        }

        long keyFrameCount() {
            return keyFrameCount;
        }

        double jitterMs() {
            return receive.jitterTicks() * 1000.0 / codec.clockRate();
        }

        @Override
        public PublishedTrack track() {
            return track;
        }

        @Override
        public long lastPacketNs() {
            return lastPacketNs;
        }

        @Override
        public void touched(long nowNs) {
            lastPacketNs = nowNs;
        }
    }

    /** Retransmissions (RFC 4588). */
    final class Repair implements InboundStream {
        private final PublishedTrack track;
        private final @Nullable Long originalSsrc;
        private final String layer;
        private long lastPacketNs;

        /**
         * @param originalSsrc as the offer says, if it does
         * @param layer the rid of what it repeats; empty if it does not tell
         */
        Repair(PublishedTrack track, @Nullable Long originalSsrc, String layer, long nowNs) {
            this.track = track;
            this.originalSsrc = originalSsrc;
            this.layer = layer;
            lastPacketNs = nowNs;
        }

        /** What it repeats; nothing if that never came. */
        @Nullable Media original() {
            if (originalSsrc != null) {
                return track.stream(originalSsrc.intValue());
            }
            return layer.isEmpty() ? track.only() : track.layer(layer);
        }

        @Override
        public PublishedTrack track() {
            return track;
        }

        @Override
        public long lastPacketNs() {
            return lastPacketNs;
        }

        @Override
        public void touched(long nowNs) {
            lastPacketNs = nowNs;
        }
    }
}
