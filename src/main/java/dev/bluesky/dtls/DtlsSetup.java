package dev.bluesky.dtls;

import dev.bluesky.srtp.SrtpProfile;
import java.util.List;

/**
 * What both sides agreed on before the handshake.
 *
 * @param role of this side
 * @param certificate of this side
 * @param peerFingerprints the peer's certificate must match one of them
 * @param profiles that may be used, best first
 * @param limits of the handshake
 */
public record DtlsSetup(
        DtlsRole role,
        DtlsCertificate certificate,
        List<DtlsFingerprint> peerFingerprints,
        List<SrtpProfile> profiles,
        DtlsLimits limits) {

    public DtlsSetup {
        peerFingerprints = List.copyOf(peerFingerprints);
        profiles = List.copyOf(profiles);
        if (peerFingerprints.isEmpty() || profiles.isEmpty()) {
            throw new IllegalArgumentException("a fingerprint and a profile are needed");
        }
    }

    /** With every profile and the usual limits. */
    public static DtlsSetup of(
            DtlsRole role, DtlsCertificate certificate, List<DtlsFingerprint> peerFingerprints) {
        return new DtlsSetup(
                role,
                certificate,
                peerFingerprints,
                List.of(SrtpProfile.values()),
                DtlsLimits.DEFAULT);
    }

    public DtlsSetup withProfiles(List<SrtpProfile> accepted) {
        return new DtlsSetup(role, certificate, peerFingerprints, accepted, limits);
    }

    public DtlsSetup withLimits(DtlsLimits other) {
        return new DtlsSetup(role, certificate, peerFingerprints, profiles, other);
    }
}
