package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import dev.bluesky.it.peer.ReceivingPeer;
import dev.bluesky.negotiate.OfferText;
import jakarta.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Offers that no honest client sends, through our own checks and through libwebrtc's. */
class HostileSdpIT extends UnderAttack {
    private static final String PATH = "webrtc/sdp/m/innocent/c/mallory/p/mallory/s/true";
    private static final String RECEIVE = "webrtc/sdp/m/innocent/c/mallory/p/alice/s/false";
    private static final OfferText OFFER = OfferText.publishing();

    /** Some offers are served after all; none may be there when the next test begins. */
    @BeforeEach
    void malloryLeaves() {
        for (String path : List.of(PATH, RECEIVE)) {
            assertThat(client().send("DELETE", path, JSON, "").statusCode()).isIn(204, 404);
        }
    }

    static Stream<Named<String>> malformedEnvelopes() throws IOException {
        byte[] gzip = gzip("{\"type\":\"offer\",\"sdp\":\"v=0\"}".getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                named("no member", "{}"),
                named("null", "{\"Sdp\":null}"),
                named("an object", "{\"Sdp\":{\"type\":\"offer\"}}"),
                named("no base64", "{\"Sdp\":\"***\"}"),
                named("half a quantum", "{\"Sdp\":\"YQ\\u003d\\u003dYQ\"}"),
                named("no JSON inside", envelope("v=0\r\n".getBytes(StandardCharsets.UTF_8))),
                named("an answer", description("answer", OFFER.text())),
                named("no SDP", description("offer", "")),
                named("half a gzip", envelope(Arrays.copyOf(gzip, gzip.length / 2))),
                named("a gzip's begin", envelope(new byte[] {0x1f, (byte) 0x8b})),
                named("gzip of nothing", envelope(gzip(new byte[0]))));
    }

    @ParameterizedTest
    @MethodSource("malformedEnvelopes")
    void anEnvelopeThatHoldsNoOfferIsRefused(String body) {
        assertProblem(400, client().send("POST", PATH, JSON, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\\u0000b",
                "a\\r\\nb",
                "\\u2028",
                "\\ud800",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void aNameThatCannotBeShownIsRefused(String name) {
        String offer = Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8));
        String body = "{\"name\":\"" + name + "\",\"Sdp\":\"" + offer + "\"}";
        assertProblem(400, client().send("POST", PATH, JSON, body));
    }

    @Test
    void whatUnfoldsToMoreThanTheLimitIsRefused() throws IOException {
        assertProblem(413, client().send("POST", PATH, JSON, envelope(gzip(new byte[50_000_000]))));
        assertProblem(413, client().send("POST", PATH, SDP, "v=0\r\n" + "a".repeat(1_000_000)));
        assertProblem(
                413,
                client().send("POST", PATH, JSON, description("offer", "x".repeat(1_000_000))));
    }

    static Stream<Named<String>> malformedOffers() {
        return Stream.of(
                named("nothing", ""),
                named("HTML", "<html>"),
                named("a line of 200 KB", OFFER.text() + "a=" + "x".repeat(200_000)),
                named("10,000 m-lines", OFFER.text() + "m=audio 9 RTP/AVP 0\r\n".repeat(10_000)),
                named("100,000 lines", OFFER.text() + "\n".repeat(100_000)),
                named("lone CR", OFFER.with("a=mid:0", "a=mid:0\ra=x").text()),
                named("NUL", OFFER.with("a=mid:0", "a=mid:0\0").text()),
                named("payload type 128", OFFER.with("SAVPF 111", "SAVPF 128").text()),
                named("the same mid", OFFER.with("a=mid:1", "a=mid:0").text()),
                named("an unknown mid", OFFER.with("BUNDLE 0 1", "BUNDLE 0 1 2").text()),
                named("port 65536", OFFER.with("audio 9", "audio 65536").text()),
                named("no version", OFFER.text().substring(5)));
    }

    @ParameterizedTest
    @MethodSource("malformedOffers")
    void anOfferThatIsNoneIsRefused(String offer) {
        assertProblem(400, client().send("POST", PATH, SDP, offer));
        assertThat(client().participants(room)).doesNotContain("mallory");
    }

    /** Longer than a header extension can say. */
    @Test
    void aVeryLongMidIsAnsweredOrRefused() {
        String mid = "x".repeat(300);
        assertAnsweredOrRefused(
                client().send(
                                "POST",
                                PATH,
                                SDP,
                                publishing()
                                        .replace("a=mid:1\r\n", "a=mid:" + mid + "\r\n")
                                        .replace("BUNDLE 0 1\r\n", "BUNDLE 0 " + mid + "\r\n")));
    }

    /**
     * RFC 9429 section 5.2.2: a rejected line is used again, under another mid and for another
     * kind.
     */
    @Test
    void anMLineThatIsRejectedAndRecycledIsAnsweredUnderItsNewMid() {
        String first = publishing();
        assertThat(answerTo(first)).contains("a=mid:0\r\n").contains("a=mid:1\r\n");
        String rejected =
                first.replace("m=video 9", "m=video 0").replace("BUNDLE 0 1\r\n", "BUNDLE 0\r\n");
        assertThat(answerTo(rejected)).contains("m=video 0");
        String recycled =
                first.replace("a=mid:1\r\n", "a=mid:7\r\n")
                        .replace("BUNDLE 0 1\r\n", "BUNDLE 0 7\r\n");
        assertThat(answerTo(recycled)).contains("a=mid:7\r\n").doesNotContain("a=mid:1\r\n");
    }

    private String answerTo(String offer) {
        HttpResponse<String> answer = client().send("POST", PATH, SDP, offer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    static Stream<Named<String>> unservableOffers() {
        return Stream.of(
                named("no fingerprint", OFFER.without("a=fingerprint").text()),
                named("a weak hash", OFFER.with("sha-256", "sha-1").text()),
                named("no ICE", OFFER.without("a=ice-").text()),
                named("no rtcp-mux", OFFER.without("a=rtcp-mux").text()),
                named("no bundle", OFFER.without("a=group").text()),
                named(
                        "two bundles",
                        OFFER.with("a=group:BUNDLE 0 1", "a=group:BUNDLE 0\r\na=group:BUNDLE 1")
                                .text()),
                named("nothing active", OFFER.with(" 9 UDP", " 0 UDP").text()),
                named("a fingerprint of two bytes", OFFER.text()));
    }

    @ParameterizedTest
    @MethodSource("unservableOffers")
    void anOfferThatNobodyCouldAnswerIsRefused(String offer) {
        assertProblem(422, client().send("POST", PATH, SDP, offer));
        assertThat(client().participants(room)).doesNotContain("mallory");
    }

    @Test
    void codecsThatNobodyHasAreRefused() {
        String alien =
                publishing()
                        .replaceAll("(a=rtpmap:(?:3[5-9]|[4-9]\\d|1\\d\\d)) [^/]+/", "$1 ALIEN/");
        assertProblem(422, client().send("POST", PATH, SDP, alien));
        assertThat(client().participants(room)).doesNotContain("mallory");
    }

    static Stream<Named<String>> liesAboutSources() {
        String ssrcs = "a=ssrc:1 cname:x\r\na=ssrc:2 cname:x\r\n";
        StringBuilder thousands = new StringBuilder();
        for (int i = 1; i < 5_000; i++) {
            thousands.append("a=ssrc:").append(i).append(" cname:x\r\n");
        }
        return Stream.of(
                named("a group of one", "a=ssrc-group:FID 1\r\n"),
                named("a group of nobody", "a=ssrc-group:FID 7 8\r\n"),
                named("a group of itself", ssrcs + "a=ssrc-group:FID 1 1\r\n"),
                named(
                        "all kinds of groups",
                        ssrcs
                                + "a=ssrc-group:SIM 1 2\r\na=ssrc-group:FID 2 1\r\na=ssrc-group:FEC-FR 1 2\r\n"),
                named("ssrc 0", "a=ssrc:0 cname:x\r\n"),
                named("an ssrc over 32 bits", "a=ssrc:4294967296 cname:x\r\n"),
                named("a negative ssrc", "a=ssrc:-1 cname:x\r\n"),
                named("thousands of ssrcs", thousands.toString()),
                named(
                        "rid and simulcast",
                        "a=rid:a send\r\na=rid:b send\r\na=simulcast:send a;b;c\r\n"),
                named(
                        "extension 0 and 15",
                        "a=extmap:0 urn:x\r\na=extmap:15 urn:y\r\na=extmap:15 urn:z\r\n"),
                named(
                        "a candidate of another machine",
                        "a=candidate:1 1 udp 1 10.0.0.1 9 typ host\r\n"),
                named("a candidate by name", "a=candidate:1 1 udp 1 evil.example 9 typ host\r\n"));
    }

    @ParameterizedTest
    @MethodSource("liesAboutSources")
    void liesAboutSourcesAreAnsweredOrRefused(String lines) {
        HttpResponse<String> answer = client().send("POST", PATH, SDP, publishing() + lines);
        assertAnsweredOrRefused(answer);
    }

    @Test
    void anyLineOfARealOfferMayBeMissingDoubledOrSpoiltWithoutHarm() {
        SplittableRandom random = new SplittableRandom(20_261_123);
        for (String path : List.of(PATH, RECEIVE)) {
            List<String> lines = (path.equals(PATH) ? publishing() : receiving()).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                for (List<String> instead : spoilt(lines.get(i), random)) {
                    List<String> offer = new ArrayList<>(lines);
                    offer.remove(i);
                    offer.addAll(i, instead);
                    assertAnsweredOrRefused(
                            client().send("POST", path, SDP, String.join("\r\n", offer) + "\r\n"));
                }
            }
        }
        assertThat(client().participants(room)).contains("alice", "bob");
    }

    private static List<List<String>> spoilt(String line, SplittableRandom random) {
        int at = random.nextInt(line.length());
        return List.of(
                List.of(),
                List.of(line, line),
                List.of(line.replaceAll("\\d+", "4294967295")),
                List.of(
                        line.substring(0, at)
                                + (char) random.nextInt(32, 127)
                                + line.substring(at)));
    }

    private static void assertAnsweredOrRefused(HttpResponse<String> answer) {
        if (answer.statusCode() == 200) {
            assertThat(answer.body()).startsWith("v=0").containsPattern("a=candidate:\\S+ 1 udp ");
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
            assertProblem(answer.statusCode(), answer);
        }
    }

    private static String publishing() {
        try (PublishingPeer peer = new PublishingPeer(Picture.small(Tint.RED), 880)) {
            return peer.offer();
        }
    }

    private static String receiving() {
        try (ReceivingPeer peer = new ReceivingPeer()) {
            return peer.offer();
        }
    }

    private static String description(String type, String sdp) {
        String json =
                Json.createObjectBuilder().add("type", type).add("sdp", sdp).build().toString();
        return envelope(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String envelope(byte[] content) {
        return "{\"Sdp\":\"" + Base64.getEncoder().encodeToString(content) + "\"}";
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream folded = new ByteArrayOutputStream();
        try (GZIPOutputStream folding = new GZIPOutputStream(folded)) {
            folding.write(bytes);
        }
        return folded.toByteArray();
    }
}
