package dev.bluesky.media.congestion;

/** A run as a picture: rates, the longest delay, and loss over time. */
final class Plot {
    private static final String[] COLORS = {"#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e"};
    private static final String OTHERS = "#bbbbbb";
    private static final double TOP_LOSS = 20;

    private final Scenario scenario;
    private final Chart chart;

    private Plot(Scenario scenario) {
        this.scenario = scenario;
        chart = new Chart(bins(), Trace.bin(1));
    }

    static String of(Scenario scenario) {
        return new Plot(scenario).draw();
    }

    private String draw() {
        double topMbps = Math.ceil(mostMbps() * 2) / 2;
        double topMs = Math.max(100, Math.ceil(mostMs() / 100) * 100);
        chart.panel(0, "arriving, Mbit/s (grey: what the path carries)", topMbps);
        chart.panel(1, "longest wait in the queue, ms", topMs);
        chart.panel(2, "lost, %", TOP_LOSS);
        chart.seconds(scenario.seconds);
        chart.line(0, topMbps, "#888888", 2, at -> (double) scenario.capacityBps[at] / 1e6);
        for (Trace trace : scenario.others) {
            chart.line(0, topMbps, OTHERS, 1, at -> mbps(trace, at));
        }
        for (int i = 0; i < scenario.media.size(); i++) {
            Trace trace = scenario.media.get(i);
            String color = COLORS[i % COLORS.length];
            chart.line(0, topMbps, color, 1, at -> mbps(trace, at));
            chart.line(1, topMs, color, 1, at -> longestMs(trace, at));
            chart.line(2, TOP_LOSS, color, 1, at -> lossPercent(trace, at));
        }
        return chart.svg();
    }

    private int bins() {
        return Trace.bin(scenario.seconds);
    }

    private int before(int bin) {
        return Math.max(0, bin - Math.max(5, chart.step()));
    }

    private double mbps(Trace trace, int bin) {
        long bits = 0;
        for (int i = before(bin); i < bin; i++) {
            bits += trace.receivedBits[i];
        }
        return (double) bits / Math.max(1, bin - before(bin)) * 10 / 1e6;
    }

    private double longestMs(Trace trace, int bin) {
        long longest = 0;
        for (int i = Math.max(0, bin - chart.step() + 1); i <= bin; i++) {
            longest = Math.max(longest, trace.longestDelayNs[i]);
        }
        return (double) longest / 1e6;
    }

    private double lossPercent(Trace trace, int bin) {
        int sent = 0;
        int lost = 0;
        for (int i = before(bin); i <= bin; i++) {
            sent += trace.sentPackets[i];
            lost += trace.lostPackets[i];
        }
        return sent == 0 ? 0 : Math.min(TOP_LOSS, 100.0 * lost / sent);
    }

    private double mostMbps() {
        double most = 0;
        for (int bin = 0; bin < bins(); bin++) {
            most = Math.max(most, (double) scenario.capacityBps[bin] / 1e6);
        }
        return most;
    }

    private double mostMs() {
        double most = 0;
        for (Trace trace : scenario.media) {
            for (int bin = 0; bin < bins(); bin++) {
                most = Math.max(most, (double) trace.longestDelayNs[bin] / 1e6);
            }
        }
        return most;
    }
}
