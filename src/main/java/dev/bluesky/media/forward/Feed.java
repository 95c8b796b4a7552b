package dev.bluesky.media.forward;

import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.media.send.OutboundFormat;
import dev.bluesky.media.send.SendStream;
import dev.bluesky.media.send.StreamSource;
import dev.bluesky.wire.rtp.RtpView;
import org.jspecify.annotations.Nullable;

/** A source, and how its formats and extensions are called by one viewer. */
final class Feed {

    private final Router source;
    private final StreamSource description;

    Feed(Router source, OutboundFormat format, byte[] extensionIds) {
        this.source = source;
        description =
                new StreamSource(
                        source.timing(),
                        source.cache(),
                        format,
                        extensionIds,
                        source.dependenciesId());
    }

    /** Whether there is a feed and this is its source. */
    static boolean comesFrom(Router source, @Nullable Feed feed) {
        return feed != null && feed.source == source;
    }

    Router source() {
        return source;
    }

    void begin(SendStream stream, RtpView first, FrameInfo info, long nowNs) {
        stream.switchTo(first, info, description, nowNs);
    }
}
