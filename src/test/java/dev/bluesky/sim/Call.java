package dev.bluesky.sim;

import dev.bluesky.srtp.SrtpProfile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.SplittableRandom;

/** A server and whoever is in a call on it. */
final class Call {
    private static final int FIRST_PORT = 40_000;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final Server server;
    private int addresses;

    /** A call in which the same happens each time that it has the same seed. */
    Call(Run run) {
        this(run, Integer.getInteger("sim.loops", 1));
        server.viewersOn(Integer.getInteger("sim.loops", 1) - 1);
    }

    /** One on a server with so many loops. */
    Call(Run run, int loops) {
        time = new VirtualTime(run.startNs());
        random = new SplittableRandom(run.seed());
        server = new Server(time, random.split(), (setup, l) -> new KeysInTheClear(l), loops);
    }

    SimulatedPublisher publisher(String user, Conditions conditions) {
        return new SimulatedPublisher(this, user, profile(), conditions);
    }

    SimulatedViewer viewer(String user, String publisher, Conditions conditions) {
        return new SimulatedViewer(this, user, publisher, profile(), conditions);
    }

    /** One who receives the whole room. */
    SimulatedViewer watcher(String user, Conditions conditions) {
        return viewer(user, SimulatedViewer.EVERYBODY, conditions);
    }

    private SrtpProfile profile() {
        SrtpProfile[] profiles = SrtpProfile.values();
        return profiles[random.nextInt(profiles.length)];
    }

    VirtualTime time() {
        return time;
    }

    SplittableRandom random() {
        return random;
    }

    Server server() {
        return server;
    }

    /** One that nobody has had. */
    InetSocketAddress nextAddress() {
        int number = addresses++;
        byte[] host = {(byte) 198, 51, (byte) (100 + (number >> 8)), (byte) number};
        try {
            return new InetSocketAddress(InetAddress.getByAddress(host), FIRST_PORT + number);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    int nextSsrc() {
        return random.nextInt() | 1;
    }
}
