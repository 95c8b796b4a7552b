package dev.bluesky.ice;

import dev.bluesky.wire.stun.StunError;
import dev.bluesky.wire.stun.StunFault;
import dev.bluesky.wire.stun.StunResponseWriter;
import dev.bluesky.wire.stun.StunType;
import dev.bluesky.wire.stun.StunView;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lite, controlled agent of one peer connection with one component (RFC 8445 sections 2.5 and
 * 7.3; bundled and with rtcp-mux, so there is no other).
 *
 * <p>The path is where to send: the first validated address until the peer nominates, then what the
 * latest check with USE-CANDIDATE came from. Full agents repeat USE-CANDIDATE toward a lite one on
 * the pair they chose, so the latest is their present choice. A path whose own consent ran out
 * gives way to the next authenticated check, nominating or not (RFC 7675 section 5.1).
 */
public final class IceLiteAgent {
    private final StunView view = new StunView();
    private final StunResponseWriter writer = new StunResponseWriter();
    private final IceResult result = new IceResult();
    private final ValidatedAddresses addresses;
    private final long consentTimeoutNs;

    private IceSession session;
    private @Nullable IceSession restarted;
    private @Nullable ValidatedAddress path;
    private boolean nominated;
    private long deadlineNs;

    /**
     * An agent that waits for its peer's first check from {@code nowNs} on.
     *
     * @param remoteUfrag of the peer's offer
     * @throws IllegalArgumentException if {@code remoteUfrag} is no {@linkplain
     *     IceCredentials#isUfrag ufrag}
     */
    public IceLiteAgent(IceLimits limits, IceCredentials local, String remoteUfrag, long nowNs) {
        session = new IceSession(local, remoteUfrag);
        addresses = new ValidatedAddresses(limits.validatedAddressesMax());
        consentTimeoutNs = limits.consentTimeout().toNanos();
        deadlineNs = nowNs + limits.firstCheckTimeout().toNanos();
    }

    /**
     * Takes a datagram that begins like STUN.
     *
     * @param response room for {@link StunResponseWriter#BYTES_MAX} bytes; not the datagram's array
     * @return valid until the next call
     */
    public IceResult handle(
            byte[] datagram,
            int offset,
            int length,
            InetSocketAddress source,
            long nowNs,
            byte[] response) {
        view.wrap(datagram, offset, length);
        return handle(view, source, nowNs, response);
    }

    /** The same for a datagram that the caller has wrapped, to find this agent. */
    public IceResult handle(StunView check, InetSocketAddress source, long nowNs, byte[] response) {
        result.clear();
        InetSocketAddress normalised = SourceAddress.normalised(source);
        IceDropReason reason = formFault(check, normalised);
        if (reason != IceDropReason.NONE) {
            return result.dropped(reason);
        }
        IceSession meant = sessionOf(check);
        if (meant == null) {
            return result.dropped(IceDropReason.WRONG_USERNAME);
        }
        if (!check.isSignedWith(meant.key())) {
            return result.dropped(IceDropReason.WRONG_INTEGRITY);
        }
        return authenticated(check, meant, normalised, nowNs, response);
    }

    /** What can be seen without a secret, the cheap first. */
    private static IceDropReason formFault(StunView check, InetSocketAddress source) {
        if (check.fault() != StunFault.NONE) {
            return IceDropReason.MALFORMED;
        }
        if (check.type() != StunType.BINDING_REQUEST) {
            return IceDropReason.NOT_A_BINDING_REQUEST;
        }
        if (!SourceAddress.isUsable(source)) {
            return IceDropReason.UNUSABLE_SOURCE;
        }
        if (!check.hasUsername()) {
            return IceDropReason.NO_USERNAME;
        }
        if (!check.hasIntegrity()) {
            return IceDropReason.NO_INTEGRITY;
        }
        if (!check.hasFingerprint()) {
            return IceDropReason.NO_FINGERPRINT;
        }
        return check.isFingerprintRight() ? IceDropReason.NONE : IceDropReason.WRONG_FINGERPRINT;
    }

    private @Nullable IceSession sessionOf(StunView check) {
        if (session.isMeantBy(check)) {
            return session;
        }
        return restarted != null && restarted.isMeantBy(check) ? restarted : null;
    }

    private IceResult authenticated(
            StunView check,
            IceSession meant,
            InetSocketAddress source,
            long nowNs,
            byte[] response) {
        if (check.unknownRequiredCount() > 0) {
            return refused(check, meant, StunError.UNKNOWN_ATTRIBUTE, response);
        }
        if (check.isControlled()) {
            return refused(check, meant, StunError.ROLE_CONFLICT, response);
        }
        if (!check.hasPriority()) {
            return refused(check, meant, StunError.BAD_REQUEST, response);
        }
        int bytes = writer.success(check, source, meant.key(), response);
        if (bytes > check.length()) {
            return result.dropped(IceDropReason.WOULD_AMPLIFY);
        }
        result.respond(bytes);
        accept(check, meant, source, nowNs);
        return result;
    }

    private IceResult refused(StunView check, IceSession meant, StunError error, byte[] response) {
        int bytes = writer.error(check, error, meant.key(), response);
        if (bytes > check.length()) {
            return result.dropped(IceDropReason.WOULD_AMPLIFY);
        }
        result.respond(bytes);
        return result.dropped(
                switch (error) {
                    case UNKNOWN_ATTRIBUTE -> IceDropReason.UNKNOWN_ATTRIBUTE;
                    case ROLE_CONFLICT -> IceDropReason.ROLE_CONFLICT;
                    case BAD_REQUEST, UNAUTHENTICATED -> IceDropReason.NO_PRIORITY;
                });
    }

    private void accept(StunView check, IceSession meant, InetSocketAddress source, long nowNs) {
        if (meant == restarted) {
            result.retired(session.localUfrag());
            session = meant;
            restarted = null;
        }
        ValidatedAddress address = validated(source, nowNs);
        follow(address, check.useCandidate(), nowNs);
        address.checked(nowNs);
        deadlineNs = nowNs + consentTimeoutNs;
    }

    private ValidatedAddress validated(InetSocketAddress source, long nowNs) {
        ValidatedAddress known = addresses.find(source);
        if (known != null) {
            return known;
        }
        ValidatedAddress added = new ValidatedAddress(source);
        added.checked(nowNs);
        result.added(addresses.evict(path, nowNs));
        result.changed(IceChange.VALIDATED);
        addresses.add(added);
        return added;
    }

    private void follow(ValidatedAddress address, boolean useCandidate, long nowNs) {
        ValidatedAddress before = path;
        boolean first = useCandidate && !nominated;
        boolean lapsed = before != null && before.silenceNs(nowNs) > consentTimeoutNs;
        nominated |= useCandidate;
        if (useCandidate || before == null || lapsed) {
            path = address;
        }
        if (first) {
            result.changed(IceChange.SELECTED);
        } else if (before != null && path != before) {
            result.changed(IceChange.SWITCHED);
        }
    }

    /**
     * An ICE restart (RFC 8445 section 9): until the peer's first check with the new credentials
     * both are good, and the path stays what it is until the peer nominates again.
     *
     * @return the local ufrag of an earlier restart that the peer never took up
     * @throws IllegalArgumentException if {@code newRemoteUfrag} is no ufrag, or the new local one
     *     is not new
     */
    public Optional<String> restart(IceCredentials newLocal, String newRemoteUfrag) {
        if (localUfrags().contains(newLocal.ufrag())) {
            throw new IllegalArgumentException("an ICE restart has a new ufrag");
        }
        Optional<String> superseded = Optional.ofNullable(restarted).map(IceSession::localUfrag);
        restarted = new IceSession(newLocal, newRemoteUfrag);
        return superseded;
    }

    /** The local ufrags that are good now; two during a restart. */
    public List<String> localUfrags() {
        return restarted == null
                ? List.of(session.localUfrag())
                : List.of(session.localUfrag(), restarted.localUfrag());
    }

    /** Where to send; empty before the first authenticated check. */
    public Optional<InetSocketAddress> path() {
        return path == null ? Optional.empty() : path.asPath();
    }

    /** Whether the peer has nominated a path, be it before a restart. */
    public boolean isNominated() {
        return nominated;
    }

    /**
     * Whether datagrams from there are the peer's to send: it made a check from there within the
     * consent timeout and the address was not evicted.
     */
    public boolean isValidated(InetSocketAddress source, long nowNs) {
        ValidatedAddress known = addresses.find(SourceAddress.normalised(source));
        return known != null && known.silenceNs(nowNs) <= consentTimeoutNs;
    }

    /**
     * Whether the peer is gone: no authenticated check from any address within the consent timeout,
     * or none at all within the first check's.
     */
    public boolean expired(long nowNs) {
        return nowNs - deadlineNs >= 0;
    }

    /** When {@link #expired} becomes true unless a check comes. */
    public long deadlineNs() {
        return deadlineNs;
    }
}
