package dev.bluesky.it.raw;

import dev.bluesky.wire.sdp.MediaDirection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An offer that the test has chosen every part of; for what it cannot say, change {@link #sdp}.
 *
 * @param identity of who offers
 * @param version of the {@code o=} line; grows with each offer of a session
 * @param setup value of {@code a=setup} (RFC 8842); {@code active} makes us the DTLS client
 * @param sections in order, all in one bundle
 */
public record RawOffer(RawIdentity identity, int version, String setup, List<RawSection> sections) {
    static final String CNAME = "raw";

    public RawOffer {
        sections = List.copyOf(sections);
    }

    /** Sends opus and VP8. */
    public static RawOffer publishing(RawIdentity identity) {
        return of(
                identity,
                RawSection.audio(MediaDirection.SENDONLY),
                RawSection.video(MediaDirection.SENDONLY));
    }

    /** Receives opus and VP8. */
    public static RawOffer receiving(RawIdentity identity) {
        return of(
                identity,
                RawSection.audio(MediaDirection.RECVONLY),
                RawSection.video(MediaDirection.RECVONLY));
    }

    /** These m-lines, as the DTLS client. */
    public static RawOffer of(RawIdentity identity, RawSection... sections) {
        return new RawOffer(identity, 1, "active", List.of(sections));
    }

    public RawOffer withSetup(String other) {
        return new RawOffer(identity, version, other, sections);
    }

    /** The session's next offer, with other m-lines. */
    public RawOffer withSections(RawSection... others) {
        return new RawOffer(identity, version + 1, setup, List.of(others));
    }

    /** The session's next offer, with other credentials. */
    public RawOffer restarted() {
        return new RawOffer(identity.restarted(), version + 1, setup, sections);
    }

    /** The section of that mid. */
    public RawSection section(String mid) {
        return sections.stream()
                .filter(section -> section.mid().equals(mid))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no m-line " + mid));
    }

    /** The text, without candidates: the server learns our address from the checks. */
    public String sdp() {
        List<String> lines = new ArrayList<>();
        lines.add("v=0");
        lines.add("o=- " + identity.sessionId() + " " + version + " IN IP4 127.0.0.1");
        lines.add("s=-");
        lines.add("t=0 0");
        lines.add(
                sections.stream()
                        .map(RawSection::mid)
                        .collect(Collectors.joining(" ", "a=group:BUNDLE ", "")));
        lines.add("a=extmap-allow-mixed");
        lines.add("a=msid-semantic: WMS *");
        for (RawSection section : sections) {
            lines.add(section.mLine());
            lines.add("c=IN IP4 0.0.0.0");
            lines.addAll(transportLines());
            lines.addAll(section.lines());
        }
        return lines.stream().collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private List<String> transportLines() {
        return List.of(
                "a=ice-ufrag:" + identity.ice().ufrag(),
                "a=ice-pwd:" + identity.ice().password(),
                "a=ice-options:trickle",
                "a=fingerprint:" + identity.certificate().fingerprint(),
                "a=setup:" + setup);
    }
}
