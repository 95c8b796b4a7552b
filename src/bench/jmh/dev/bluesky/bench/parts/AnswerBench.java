package dev.bluesky.bench.parts;

import dev.bluesky.negotiate.AnswerWriter;
import dev.bluesky.negotiate.LocalTransport;
import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.negotiate.NegotiatedSection;
import dev.bluesky.negotiate.Offer;
import dev.bluesky.negotiate.SentTrack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The text of an offer of Chromium's, with picture and sound, becomes the text of an answer. */
@State(Scope.Thread)
public class AnswerBench {
    private static final Path OFFERS = Path.of("src", "test", "resources", "vectors", "sdp");
    private static final LocalTransport TRANSPORT =
            new LocalTransport(
                    "AbCdEfGh",
                    "abcdefghijklmnopqrstuvwx",
                    "sha-256 " + "AB:".repeat(31) + "CD",
                    List.of(
                            "1 1 udp 2130706431 192.0.2.7 10000 typ host",
                            "2 1 tcp 1671430143 192.0.2.7 10000 typ host tcptype passive"));

    private String publisher = "";
    private String viewer = "";

    @Setup
    public void read() throws IOException {
        publisher = Files.readString(OFFERS.resolve("chromium-publish.sdp"));
        viewer = Files.readString(OFFERS.resolve("chromium-receive.sdp"));
    }

    /** To somebody who publishes. */
    @Benchmark
    public String answerToPublisher() {
        return answer(publisher, true);
    }

    /** To somebody who receives. */
    @Benchmark
    public String answerToViewer() {
        return answer(viewer, false);
    }

    private static String answer(String sdp, boolean publishes) {
        Offer offer = Offer.parse(sdp);
        NegotiatedMedia media = NegotiatedMedia.of(offer, publishes);
        Map<String, SentTrack> sent = new HashMap<>();
        if (!publishes) {
            for (NegotiatedSection section : media.sections()) {
                sent.put(section.mid(), new SentTrack("s", section.mid(), "c", 1, 2));
            }
        }
        return new AnswerWriter(offer, media, TRANSPORT, sent).write(1, 1).toString();
    }
}
