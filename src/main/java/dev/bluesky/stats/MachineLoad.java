package dev.bluesky.stats;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.OptionalDouble;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What the process and its machine are busy with.
 *
 * @param processors of the machine, or what a container may use of it
 * @param processCpu 0 to 1, of all processors, lately; empty where the platform does not say
 * @param systemCpu the same of everything on the machine
 * @param heapBytes in use, what can be collected included
 * @param heapBytesMax what may be in use
 * @param threads of the process, a server's own included
 */
public record MachineLoad(
        int processors,
        OptionalDouble processCpu,
        OptionalDouble systemCpu,
        long heapBytes,
        long heapBytesMax,
        int threads) {

    private static final String OPERATING_SYSTEM = "java.lang:type=OperatingSystem";

    /** As it is now; takes less than a millisecond. */
    public static MachineLoad now() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new MachineLoad(
                Runtime.getRuntime().availableProcessors(),
                cpu("ProcessCpuLoad"),
                cpu("CpuLoad"),
                heap.getUsed(),
                heap.getMax(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    /** By name: not every Java platform has the attribute, nor the interface. */
    private static OptionalDouble cpu(String attribute) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            Object value = server.getAttribute(new ObjectName(OPERATING_SYSTEM), attribute);
            return value instanceof Double load && load >= 0
                    ? OptionalDouble.of(load)
                    : OptionalDouble.empty();
        } catch (JMException e) {
            return OptionalDouble.empty();
        }
    }
}
