package dev.bluesky.bench.parts;

import dev.bluesky.srtp.SrtpKeys;
import dev.bluesky.srtp.SrtpProfile;

/** Keys of the profile that browsers agree on with us. */
final class Keys {
    static final SrtpProfile PROFILE = SrtpProfile.SRTP_AEAD_AES_128_GCM;

    private Keys() {}

    /** The server's direction. */
    static SrtpKeys.MasterKey server() {
        byte[] exported = new byte[PROFILE.exportedBytes()];
        for (int i = 0; i < exported.length; i++) {
            exported[i] = (byte) (31 * i + 7);
        }
        return SrtpKeys.split(PROFILE, exported).server();
    }
}
