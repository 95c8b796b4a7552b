package dev.bluesky.media.send;

/** What a stream must know of a source that feeds it, beside its packets. */
public final class StreamSource {

    private final SourceTiming timing;
    private final RetransmissionCache cache;
    private final OutboundFormat format;
    private final byte[] extensionIds;
    private final int dependenciesId;

    /**
     * A source.
     *
     * @param format the viewer's, for the source's codec, whose clock rate is the stream's
     * @param extensionIds by the source's header extension id the viewer's, or 0 to leave it out
     * @param dependenciesId the source's id of the dependency descriptor, which is rewritten; 0 if
     *     it has none
     */
    public StreamSource(
            SourceTiming timing,
            RetransmissionCache cache,
            OutboundFormat format,
            byte[] extensionIds,
            int dependenciesId) {
        this.timing = timing;
        this.cache = cache;
        this.format = format;
        this.extensionIds = extensionIds.clone();
        this.dependenciesId = dependenciesId;
    }

    SourceTiming timing() {
        return timing;
    }

    RetransmissionCache cache() {
        return cache;
    }

    OutboundFormat format() {
        return format;
    }

    /** Not to be changed. */
    byte[] extensionIds() {
        return extensionIds;
    }

    int dependenciesId() {
        return dependenciesId;
    }
}
