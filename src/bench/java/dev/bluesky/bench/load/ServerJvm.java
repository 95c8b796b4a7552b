package dev.bluesky.bench.load;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a server's JVM says about itself, over an agent that is loaded into it. */
final class ServerJvm implements AutoCloseable {
    private static final double MEGABYTE = 1024 * 1024;

    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final ThreadMXBean threads;
    private final List<BufferPoolMXBean> pools;

    @SuppressWarnings("BanJNDI") // The address is the agent's own, and names no directory.
    ServerJvm(long pid) throws IOException {
        connector = JMXConnectorFactory.connect(new JMXServiceURL(agent(pid)));
        MBeanServerConnection server = connector.getMBeanServerConnection();
        memory = ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class);
        threads = ManagementFactory.getPlatformMXBean(server, ThreadMXBean.class);
        pools = ManagementFactory.getPlatformMXBeans(server, BufferPoolMXBean.class);
    }

    private static String agent(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("no agent in process " + pid, e);
        }
    }

    /** Megabytes of the heap that are in use after a collection. */
    double heapAfterCollection() {
        memory.gc();
        memory.gc(); // What the first one made finalizable or cleared.
        return memory.getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    /** Megabytes of direct buffers that the JDK knows of; Netty's own are in the resident size. */
    double directMegabytes() {
        return pools.stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum()
                / MEGABYTE;
    }

    int threads() {
        return threads.getThreadCount();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
