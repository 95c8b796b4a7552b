package dev.bluesky.ice;

import dev.bluesky.wire.stun.StunIntegrityKey;
import dev.bluesky.wire.stun.StunView;
import java.nio.charset.StandardCharsets;

/** The credentials between two ICE restarts, ready for comparing. */
final class IceSession {
    private final String localUfrag;
    private final byte[] username;
    private final StunIntegrityKey key;

    IceSession(IceCredentials local, String remoteUfrag) {
        if (!IceCredentials.isUfrag(remoteUfrag)) {
            throw new IllegalArgumentException("no ICE ufrag of the peer");
        }
        localUfrag = local.ufrag();
        username = (local.ufrag() + ":" + remoteUfrag).getBytes(StandardCharsets.US_ASCII);
        key = new StunIntegrityKey(local.password());
    }

    String localUfrag() {
        return localUfrag;
    }

    StunIntegrityKey key() {
        return key;
    }

    boolean isMeantBy(StunView check) {
        return check.usernameIs(username);
    }
}
