package dev.bluesky.it.raw;

import dev.bluesky.ice.IceCredentials;
import dev.bluesky.srtp.SrtpProfile;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How a peer behaves.
 *
 * @param opener of its socket
 * @param route where to, given the answer
 * @param profiles of SRTP that are offered in DTLS, the best first
 * @param checks how connectivity checks are written
 * @param habits what it does by itself
 * @param ssrcsMax how many SSRCs may be sent, and received
 */
public record RawOptions(
        RawTransport.Opener opener,
        Function<RawAnswer, InetSocketAddress> route,
        List<SrtpProfile> profiles,
        Checks checks,
        Set<Habit> habits,
        int ssrcsMax) {

    /** What a peer does without being told. */
    public enum Habit {
        /** Checks go on after the first answer, every 2.5 seconds (RFC 7675). */
        RENEWING_CONSENT,
        /** The server's own checks are answered. */
        ANSWERING_CHECKS,
        /** DTLS begins once a check was answered. */
        SHAKING_HANDS,
        /** Sender and receiver reports go out each second. */
        REPORTING,
        /** Packets that the server misses are sent again. */
        RETRANSMITTING,
        /** The server hears when packets came that it numbered for the whole transport. */
        FEEDING_BACK
    }

    /** Writes connectivity checks. */
    @FunctionalInterface
    public interface Checks {
        /**
         * A whole STUN message.
         *
         * @param transaction the last eight bytes of its transaction id, by which an answer is
         *     known
         */
        byte[] write(long transaction, IceCredentials local, IceCredentials remote);
    }

    /** As browsers do, over UDP. */
    public static final RawOptions DEFAULT =
            new RawOptions(
                    UdpTransport::open,
                    answer -> address(answer, RawCandidate.Protocol.UDP),
                    List.of(SrtpProfile.values()),
                    ConnectivityChecks::ordinary,
                    EnumSet.allOf(Habit.class),
                    256);

    /** The same over ICE-TCP. */
    public static final RawOptions TCP =
            DEFAULT.withRoute(answer -> address(answer, RawCandidate.Protocol.TCP))
                    .withOpener(TcpTransport::open);

    public RawOptions {
        profiles = List.copyOf(profiles);
        habits = Set.copyOf(habits);
    }

    private static InetSocketAddress address(RawAnswer answer, RawCandidate.Protocol protocol) {
        return answer.candidate(protocol)
                .orElseThrow(() -> new IllegalStateException("the answer offers no " + protocol))
                .address();
    }

    public RawOptions withOpener(RawTransport.Opener other) {
        return new RawOptions(other, route, profiles, checks, habits, ssrcsMax);
    }

    public RawOptions withRoute(Function<RawAnswer, InetSocketAddress> other) {
        return new RawOptions(opener, other, profiles, checks, habits, ssrcsMax);
    }

    public RawOptions withProfiles(SrtpProfile... others) {
        return new RawOptions(opener, route, List.of(others), checks, habits, ssrcsMax);
    }

    public RawOptions withChecks(Checks other) {
        return new RawOptions(opener, route, profiles, other, habits, ssrcsMax);
    }

    public RawOptions without(Habit... unwanted) {
        Set<Habit> left = EnumSet.allOf(Habit.class);
        left.retainAll(habits);
        left.removeAll(List.of(unwanted));
        return new RawOptions(opener, route, profiles, checks, left, ssrcsMax);
    }

    public RawOptions withSsrcsMax(int other) {
        return new RawOptions(opener, route, profiles, checks, habits, other);
    }

    boolean has(Habit habit) {
        return habits.contains(habit);
    }
}
