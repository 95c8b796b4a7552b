package dev.bluesky.it.raw;

import dev.bluesky.dtls.DtlsFingerprint;
import dev.bluesky.dtls.DtlsRole;
import dev.bluesky.ice.IceCredentials;
import dev.bluesky.wire.sdp.MediaDirection;
import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SessionDescription;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the server answered.
 *
 * @param description the whole text
 * @param ice the server's credentials
 * @param fingerprints of its certificate
 * @param role ours in DTLS
 * @param candidates of the whole bundle, without repetitions, the best first
 */
public record RawAnswer(
        SessionDescription description,
        IceCredentials ice,
        List<DtlsFingerprint> fingerprints,
        DtlsRole role,
        List<RawCandidate> candidates) {

    public RawAnswer {
        fingerprints = List.copyOf(fingerprints);
        candidates = List.copyOf(candidates);
    }

    /** Reads an answer; fails if it has no transport. */
    public static RawAnswer parse(String sdp) {
        SessionDescription description = SessionDescription.parse(sdp);
        return new RawAnswer(
                description,
                new IceCredentials(first(description, "ice-ufrag"), first(description, "ice-pwd")),
                all(description, "fingerprint")
                        .flatMap(value -> DtlsFingerprint.parse(value).stream())
                        .distinct()
                        .toList(),
                first(description, "setup").equals("active") ? DtlsRole.PASSIVE : DtlsRole.ACTIVE,
                all(description, "candidate")
                        .map(RawCandidate::parse)
                        .distinct()
                        .sorted(Comparator.comparingLong(RawCandidate::priority).reversed())
                        .toList());
    }

    private static Stream<String> all(SessionDescription description, String attribute) {
        return Stream.concat(
                description.attributes(attribute).stream(),
                description.media().stream()
                        .flatMap(section -> section.attributes(attribute).stream()));
    }

    private static String first(SessionDescription description, String attribute) {
        return all(description, attribute)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the answer has no " + attribute));
    }

    public boolean isIceLite() {
        return description.attribute("ice-lite").isPresent();
    }

    /** The best candidate of that protocol. */
    public Optional<RawCandidate> candidate(RawCandidate.Protocol protocol) {
        return candidates.stream()
                .filter(candidate -> candidate.protocol() == protocol)
                .filter(candidate -> protocol == RawCandidate.Protocol.UDP || candidate.passive())
                .findFirst();
    }

    /** The section of that mid. */
    public MediaSection section(String mid) {
        return description.media().stream()
                .filter(section -> section.mid().equals(Optional.of(mid)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no m-line " + mid));
    }

    public MediaDirection direction(String mid) {
        return section(mid).direction();
    }

    /** The id of an extension in that section, 0 if the server did not take it. */
    public int extensionId(String mid, String uri) {
        return section(mid).attributes("extmap").stream()
                .map(value -> value.split(" ", -1))
                .filter(fields -> fields[1].equals(uri))
                .mapToInt(fields -> Integer.parseInt(fields[0].split("/", -1)[0]))
                .findFirst()
                .orElse(0);
    }

    /** Whether the server took that payload type. */
    public boolean hasPayloadType(String mid, int payloadType) {
        return section(mid).media().formats().contains(Integer.toString(payloadType));
    }

    /** The SSRCs that the server announces for that section, in order. */
    public List<Integer> ssrcs(String mid) {
        return section(mid).attributes("ssrc").stream()
                .map(value -> Integer.parseUnsignedInt(value.split(" ", 2)[0]))
                .distinct()
                .toList();
    }

    /** The original's payload type by that of its retransmissions, of the whole answer. */
    Map<Integer, Integer> originalsOfRtx() {
        return all(description, "fmtp")
                .map(value -> value.split(" apt=", 2))
                .filter(fields -> fields.length == 2)
                .collect(
                        Collectors.toMap(
                                fields -> Integer.parseInt(fields[0]),
                                fields -> Integer.parseInt(fields[1].split(";", 2)[0]),
                                (one, same) -> one));
    }

    /** The original's SSRC by that of its retransmissions, of the whole answer. */
    Map<Integer, Integer> originalSsrcs() {
        return all(description, "ssrc-group")
                .map(value -> Arrays.asList(value.split(" ", -1)))
                .filter(fields -> fields.size() == 3 && fields.get(0).equals("FID"))
                .collect(
                        Collectors.toMap(
                                fields -> Integer.parseUnsignedInt(fields.get(2)),
                                fields -> Integer.parseUnsignedInt(fields.get(1)),
                                (one, same) -> one));
    }
}
