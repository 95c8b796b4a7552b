package dev.bluesky.it.narrow;

import dev.bluesky.it.browser.SlotsPage.Presented;
import dev.bluesky.it.browser.SlotsPage.Reading;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What happened in a call behind a bottleneck, by the kernel, the server and the browser. All times
 * are milliseconds of the machine's clock.
 *
 * @param startMs when the viewer was answered
 * @param fallMs when the path became narrow
 * @param riseMs when it became wide again
 * @param endMs when it was over
 * @param sounds when each packet of sound came
 */
record Timeline(
        long startMs,
        long fallMs,
        long riseMs,
        long endMs,
        List<Sending> sendings,
        List<Reading> readings,
        List<Double> sounds,
        List<Presented> pictures) {

    /** Fewer pictures are no video. */
    static final long PAUSE_MS = 300;

    private static final int SAMPLES_PER_MS = 48;

    /** Nearly everything that was played in that time was made up. */
    private static final double MADE_UP = 0.9;

    List<Sending> sendings(long fromMs, long toMs) {
        return sendings.stream().filter(s -> s.atMs() >= fromMs && s.atMs() < toMs).toList();
    }

    List<Reading> readings(long fromMs, long toMs) {
        return readings.stream().filter(r -> r.atMs() >= fromMs && r.atMs() < toMs).toList();
    }

    /** By how much a count grew. */
    private static <T> double growth(List<T> list, ToDoubleFunction<T> count) {
        if (list.isEmpty()) {
            return 0;
        }
        return count.applyAsDouble(list.get(list.size() - 1)) - count.applyAsDouble(list.get(0));
    }

    /** Bits a second through the bottleneck, of Ethernet frames. */
    double carriedBps(long fromMs, long toMs) {
        List<Sending> window = sendings(fromMs, toMs);
        return perSecond(
                8 * growth(window, s -> s.path().sentBytes()), growth(window, Sending::atMs));
    }

    private static double perSecond(double count, double milliseconds) {
        return milliseconds == 0 ? 0 : 1e3 * count / milliseconds;
    }

    /** Which part of what the path carries. */
    double used(long fromMs, long toMs) {
        return carriedBps(fromMs, toMs) / mean(sendings(fromMs, toMs), Sending::capacityBps);
    }

    /** Which part of what the path carries, or of what there is to send if that is less. */
    double usedOfDemand(long fromMs, long toMs) {
        double headers = carriedBps(fromMs, toMs) / receivedBps(fromMs, toMs);
        double capacity = mean(sendings(fromMs, toMs), Sending::capacityBps);
        double most = Math.min(capacity, headers * demandBps(fromMs, toMs));
        return carriedBps(fromMs, toMs) / most;
    }

    double estimateBps(long fromMs, long toMs) {
        return mean(sendings(fromMs, toMs), Sending::estimateBps);
    }

    /** Bits a second that the browser says it received, of RTP packets. */
    double receivedBps(long fromMs, long toMs) {
        List<Reading> window = readings(fromMs, toMs);
        return perSecond(
                8 * growth(window, Timeline::receivedBytes), growth(window, Reading::atMs));
    }

    private static double receivedBytes(Reading reading) {
        return reading.number("video.bytesReceived")
                + reading.number("video.headerBytesReceived")
                + reading.number("audio.bytesReceived")
                + reading.number("audio.headerBytesReceived");
    }

    /** What the largest picture and sound would take. */
    double demandBps(long fromMs, long toMs) {
        return mean(sendings(fromMs, toMs), Sending::demandBps) * 16 / 17;
    }

    static <T> double mean(List<T> list, ToDoubleFunction<T> value) {
        return list.stream().mapToDouble(value).average().orElse(0);
    }

    double meanWaitMs(long fromMs, long toMs) {
        return mean(sendings(fromMs, toMs), s -> s.path().waitMs());
    }

    /** 95 % of the waits were shorter. */
    double longWaitMs(long fromMs, long toMs) {
        double[] waits =
                sendings(fromMs, toMs).stream()
                        .mapToDouble(s -> s.path().waitMs())
                        .sorted()
                        .toArray();
        return waits[waits.length * 95 / 100];
    }

    double droppedPercent(long fromMs, long toMs) {
        List<Sending> window = sendings(fromMs, toMs);
        double dropped = growth(window, s -> s.path().droppedPackets());
        return percent(dropped, growth(window, s -> s.path().sentPackets()));
    }

    private static double percent(double some, double others) {
        return some == 0 ? 0 : 100 * some / (some + others);
    }

    /** What the browser says that it lost. */
    double lostPercent(long fromMs, long toMs) {
        List<Reading> window = readings(fromMs, toMs);
        double lost = growth(window, r -> r.number("video.packetsLost"));
        return percent(lost, growth(window, r -> r.number("video.packetsReceived")));
    }

    /** How much the browser counted more of something. */
    double counted(String name, long fromMs, long toMs) {
        return growth(readings(fromMs, toMs), r -> r.number(name));
    }

    double roundTripMs(long fromMs, long toMs) {
        return 1e3 * mean(readings(fromMs, toMs), r -> r.number("path.currentRoundTripTime"));
    }

    /** How long pictures waited in the browser until they were decoded. */
    double jitterBufferMs(long fromMs, long toMs) {
        double emitted = counted("video.jitterBufferEmittedCount", fromMs, toMs);
        return 1e3 * counted("video.jitterBufferDelay", fromMs, toMs) / Math.max(1, emitted);
    }

    /** Between two packets of sound, as they came. */
    double longestSilenceMs(long fromMs, long toMs) {
        double[] came = sounds.stream().mapToDouble(ms -> ms).sorted().toArray();
        return IntStream.range(1, came.length)
                .filter(i -> came[i] >= fromMs && came[i] < toMs)
                .mapToDouble(i -> came[i] - came[i - 1])
                .max()
                .orElse((double) (toMs - fromMs));
    }

    /** The longest sound that the browser made up, in one piece. */
    double longestMadeUpMs(long fromMs, long toMs) {
        List<Reading> window = readings(fromMs, toMs);
        double longest = 0;
        double present = 0;
        for (int i = 1; i < window.size(); i++) {
            List<Reading> step = window.subList(i - 1, i + 1);
            double played = growth(step, r -> r.number("audio.totalSamplesReceived"));
            double madeUp = growth(step, r -> r.number("audio.concealedSamples"));
            present = played > 0 && madeUp < MADE_UP * played ? 0 : present + madeUp;
            longest = Math.max(longest, present / SAMPLES_PER_MS);
        }
        return longest;
    }

    private List<Presented> pictures(long fromMs, long toMs) {
        return pictures.stream()
                .filter(p -> p.atMs() >= fromMs && p.atMs() < toMs)
                .sorted(Comparator.comparingLong(Presented::atMs))
                .toList();
    }

    /** After how many milliseconds the last pause was over. */
    long playsAfterMs(long fromMs, long toMs) {
        long before = fromMs;
        long playsFrom = fromMs;
        for (Presented picture : pictures(fromMs, toMs)) {
            playsFrom = picture.atMs() - before > PAUSE_MS ? picture.atMs() : playsFrom;
            before = picture.atMs();
        }
        return (toMs - before > PAUSE_MS ? toMs : playsFrom) - fromMs;
    }

    /** The longest time without a new picture. */
    double longestPauseMs(long fromMs, long toMs) {
        List<Presented> window = pictures(fromMs, toMs);
        return IntStream.range(1, window.size())
                .mapToLong(i -> window.get(i).atMs() - window.get(i - 1).atMs())
                .max()
                .orElse(toMs - fromMs);
    }

    double picturesPerSecond(long fromMs, long toMs) {
        return 1e3 * pictures(fromMs, toMs).size() / (toMs - fromMs);
    }

    /** The height in the middle of all of them by size. */
    double usualHeight(long fromMs, long toMs) {
        int[] heights =
                pictures(fromMs, toMs).stream().mapToInt(Presented::height).sorted().toArray();
        return heights.length == 0 ? 0 : heights[heights.length / 2];
    }

    /** After how many milliseconds a picture of that height was there; all of them if never. */
    long heightAfterMs(int height, long fromMs, long toMs) {
        return pictures(fromMs, toMs).stream()
                        .filter(picture -> picture.height() == height)
                        .mapToLong(Presented::atMs)
                        .findFirst()
                        .orElse(toMs)
                - fromMs;
    }

    /** Which part of the pictures had that height, in percent. */
    double percentOfHeight(int height, long fromMs, long toMs) {
        return 100 * mean(pictures(fromMs, toMs), p -> p.height() == height ? 1 : 0);
    }
}
