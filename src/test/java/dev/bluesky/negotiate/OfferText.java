package dev.bluesky.negotiate;

/**
 * An offer to test with: a small one that passes, and changes to it.
 *
 * @param text the SDP
 */
public record OfferText(String text) {
    private static final String PUBLISHING =
            """
            v=0
            o=- 4711 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            c=IN IP4 0.0.0.0
            a=ice-ufrag:abcd
            a=ice-pwd:0123456789abcdefghijklmn
            a=fingerprint:sha-256 AA:BB
            a=setup:actpass
            a=mid:0
            a=sendonly
            a=rtcp-mux
            a=rtpmap:111 opus/48000/2
            m=video 9 UDP/TLS/RTP/SAVPF 98 99 96 97
            c=IN IP4 0.0.0.0
            a=ice-ufrag:abcd
            a=ice-pwd:0123456789abcdefghijklmn
            a=fingerprint:sha-256 AA:BB
            a=setup:actpass
            a=mid:1
            a=sendonly
            a=rtcp-mux
            a=rtpmap:96 VP8/90000
            a=rtpmap:97 rtx/90000
            a=fmtp:97 apt=96
            a=rtpmap:98 H264/90000
            a=rtpmap:99 rtx/90000
            a=fmtp:99 apt=98
            """;

    /** One audio section (mid 0) and one video section (mid 1), both of which send. */
    public static OfferText publishing() {
        return new OfferText(PUBLISHING.replace("\n", "\r\n"));
    }

    /** The same sections, which receive. */
    public static OfferText receiving() {
        return publishing().with("a=sendonly", "a=recvonly");
    }

    /** With every occurrence replaced; there must be one. */
    public OfferText with(String before, String after) {
        if (!text.contains(before)) {
            throw new IllegalArgumentException("the offer has no " + before);
        }
        return new OfferText(text.replace(before, after));
    }

    /** With the last occurrence replaced, which is the video section's. */
    public OfferText withLast(String before, String after) {
        int at = text.lastIndexOf(before);
        if (at < 0) {
            throw new IllegalArgumentException("the offer has no " + before);
        }
        return new OfferText(text.substring(0, at) + after + text.substring(at + before.length()));
    }

    /** Without every line that begins so. */
    public OfferText without(String lineBegin) {
        return new OfferText(text.replaceAll("(?m)^" + lineBegin + ".*\r\n", ""));
    }

    /** As another peer connection would offer it. */
    public OfferText ofSession(String sessionId) {
        return with("o=- 4711 ", "o=- " + sessionId + " ");
    }

    /** The checked offer. */
    public Offer parse() {
        return Offer.parse(text);
    }
}
