package dev.bluesky.it.raw;

import dev.bluesky.ice.IceCredentials;
import dev.bluesky.wire.NetworkOrder;
import dev.bluesky.wire.stun.StunFault;
import dev.bluesky.wire.stun.StunIntegrityKey;
import dev.bluesky.wire.stun.StunMessages;
import dev.bluesky.wire.stun.StunResponseWriter;
import dev.bluesky.wire.stun.StunType;
import dev.bluesky.wire.stun.StunView;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The controlling agent's checks on its one pair (RFC 8445 section 7.2.2), each nominating it;
 * later the same checks renew consent (RFC 7675).
 */
final class ConnectivityChecks {
    private static final int TRANSACTION_OFFSET = 12;
    private static final int REMEMBERED = 64;

    private final RawOptions.Checks writer;
    private final IceCredentials local;
    private final IceCredentials remote;
    private final StunIntegrityKey localKey;
    private final StunIntegrityKey remoteKey;
    private final StunView view = new StunView();
    private final StunResponseWriter responses = new StunResponseWriter();
    private final byte[] response = new byte[StunResponseWriter.BYTES_MAX];
    private final Map<Long, Long> sentNs =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
                    return size() > REMEMBERED;
                }
            };
    private long transaction;
    private long answered;
    private long newestAnswered;
    private long refused;
    private long requestsAnswered;
    private long roundTripNs;

    ConnectivityChecks(RawOptions.Checks writer, IceCredentials local, IceCredentials remote) {
        this.writer = writer;
        this.local = local;
        this.remote = remote;
        localKey = new StunIntegrityKey(local.password());
        remoteKey = new StunIntegrityKey(remote.password());
    }

    /** The check of browsers. */
    static byte[] ordinary(long transaction, IceCredentials local, IceCredentials remote) {
        return StunMessages.check(remote.ufrag() + ":" + local.ufrag(), transaction)
                .useCandidate()
                .signed(remote.password())
                .fingerprinted();
    }

    IceCredentials remote() {
        return remote;
    }

    byte[] next(long nowNs) {
        transaction++;
        sentNs.put(transaction, nowNs);
        return writer.write(transaction, local, remote);
    }

    /** The number of the latest one, from 1 on. */
    long latest() {
        return transaction;
    }

    /** The number of the latest one that was answered with success; 0 before. */
    long newestAnswered() {
        return newestAnswered;
    }

    /** How many of ours the server has answered with success, signed rightly. */
    long answered() {
        return answered;
    }

    /** How many it has answered with an error. */
    long refused() {
        return refused;
    }

    /** How many of the server's we have answered. */
    long requestsAnswered() {
        return requestsAnswered;
    }

    /** Of the latest check, 0 before. */
    long roundTripNs() {
        return roundTripNs;
    }

    /**
     * Takes an answer to a check; whatever is no answer of the server to one of ours is ignored.
     */
    void hear(byte[] buffer, int offset, int length, long nowNs) {
        if (view.wrap(buffer, offset, length) != StunFault.NONE) {
            return;
        }
        Long sent = sentNs.get(NetworkOrder.int64(buffer, offset + TRANSACTION_OFFSET));
        if (view.type() == StunType.BINDING_ERROR && sent != null) {
            refused++;
        }
        if (view.type() == StunType.BINDING_SUCCESS
                && sent != null
                && view.isSignedWith(remoteKey)) {
            answered++;
            newestAnswered =
                    Math.max(
                            newestAnswered,
                            NetworkOrder.int64(buffer, offset + TRANSACTION_OFFSET));
            roundTripNs = nowNs - sent;
        }
    }

    /**
     * Answers the server's own check, which only a full agent sends.
     *
     * @return bytes in {@link #response}, 0 if that is no request to us
     */
    int respond(byte[] buffer, int offset, int length, InetSocketAddress from) {
        if (view.wrap(buffer, offset, length) != StunFault.NONE
                || view.type() != StunType.BINDING_REQUEST
                || !view.isSignedWith(localKey)) {
            return 0;
        }
        requestsAnswered++;
        return responses.success(view, from, localKey, response);
    }

    byte[] response() {
        return response;
    }
}
