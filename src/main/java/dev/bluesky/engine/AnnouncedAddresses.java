package dev.bluesky.engine;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;

/** Where clients are told to send media to. */
public final class AnnouncedAddresses {
    private AnnouncedAddresses() {}

    /**
     * The configured addresses, or those of this machine's interfaces that are up.
     *
     * @return the most public one first
     */
    public static List<InetAddress> of(List<InetAddress> configured) {
        return configured.isEmpty() ? ofThisMachine() : configured;
    }

    private static List<InetAddress> ofThisMachine() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(AnnouncedAddresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .sorted(Comparator.comparingInt(AnnouncedAddresses::privacy))
                    .toList();
        } catch (SocketException e) {
            return List.of(InetAddress.getLoopbackAddress());
        }
    }

    private static boolean isUp(NetworkInterface networkInterface) {
        try {
            return networkInterface.isUp();
        } catch (SocketException e) {
            return false;
        }
    }

    private static int privacy(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return 3;
        }
        if (address.isLinkLocalAddress()) {
            return 2;
        }
        return address.isSiteLocalAddress() ? 1 : 0;
    }
}
