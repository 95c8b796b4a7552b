package dev.bluesky.peer;

import dev.bluesky.negotiate.HeaderExtension;
import dev.bluesky.negotiate.MediaCodec;
import dev.bluesky.negotiate.NegotiatedSection;
import dev.bluesky.negotiate.SsrcGroups;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Negotiated media sections for the tests. */
final class Sections {
    static final int MID_ID = 4;
    static final int VP8 = 96;
    static final int VP8_RTX = 97;
    static final int OPUS = 111;

    private Sections() {}

    static MediaCodec vp8() {
        return new MediaCodec(
                VP8,
                "VP8",
                90_000,
                "VP8/90000",
                Map.of(),
                List.of("nack", "nack pli"),
                OptionalInt.of(VP8_RTX),
                OptionalInt.empty());
    }

    static MediaCodec opus() {
        return new MediaCodec(
                OPUS,
                "OPUS",
                48_000,
                "opus/48000/2",
                Map.of(),
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    static NegotiatedSection video(String mid, Long... ssrcs) {
        return section(mid, "video", vp8(), SsrcGroups.NONE, ssrcs);
    }

    static NegotiatedSection audio(String mid, Long... ssrcs) {
        return section(mid, "audio", opus(), SsrcGroups.NONE, ssrcs);
    }

    static NegotiatedSection layered(String mid, Long... ssrcs) {
        SsrcGroups groups = new SsrcGroups(Map.of(), List.of(ssrcs));
        return section(mid, "video", vp8(), groups, ssrcs);
    }

    private static NegotiatedSection section(
            String mid, String kind, MediaCodec codec, SsrcGroups groups, Long... ssrcs) {
        return new NegotiatedSection(
                0,
                mid,
                kind,
                true,
                List.of(codec),
                Map.of(HeaderExtension.MID, MID_ID),
                List.of(ssrcs),
                groups,
                List.of());
    }
}
