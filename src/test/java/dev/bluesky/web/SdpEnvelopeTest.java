package dev.bluesky.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpEnvelopeTest {
    private static final int LIMIT = 10_000;
    private static final byte[] OFFER = utf8("{\"type\":\"offer\",\"sdp\":\"v=0 ä\"}");

    @Test
    void anOfferIsReadAndTheAnswerHasItsForm() {
        SdpEnvelope envelope = SdpEnvelope.offer(base64(OFFER), LIMIT);
        assertThat(envelope).isEqualTo(new SdpEnvelope("v=0 ä", false));
        assertThat(text(decoded(envelope.answer("v=0 ö"))))
                .isEqualTo("{\"sdp\":\"v=0 ö\",\"type\":\"answer\"}");
    }

    @Test
    void aCompressedOfferGetsACompressedAnswer() throws IOException {
        SdpEnvelope envelope = SdpEnvelope.offer(base64(gzip(OFFER)), LIMIT);
        assertThat(envelope).isEqualTo(new SdpEnvelope("v=0 ä", true));
        byte[] answer = decoded(envelope.answer("v=0 ö"));
        try (GZIPInputStream unfolded = new GZIPInputStream(new ByteArrayInputStream(answer))) {
            assertThat(text(unfolded.readAllBytes()))
                    .isEqualTo("{\"sdp\":\"v=0 ö\",\"type\":\"answer\"}");
        }
    }

    @Test
    void theInnerNamesAreFoundWithoutRegardToCase() {
        byte[] offer = utf8("{\"Type\":\"offer\",\"SDP\":\"v=0\"}");
        assertThat(SdpEnvelope.offer(base64(offer), LIMIT).sdp()).isEqualTo("v=0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a", "ab=c", "äöü", "YQ==YQ==", "YWJj\r\nYWJj", "a-_b"})
    void whatIsNoBase64IsMalformed(String value) {
        assertMalformed(value, "not base64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "v=0",
                "[]",
                "{}",
                "{\"type\":\"offer\"}",
                "{\"sdp\":\"v=0\"}",
                "{\"type\":\"offer\",\"sdp\":\"\"}",
                "{\"type\":\"offer\",\"sdp\":null}",
                "{\"type\":\"offer\",\"sdp\":1}",
                "{\"type\":[],\"sdp\":\"v=0\"}"
            })
    void whatIsNoDescriptionIsMalformed(String json) {
        assertMalformed(base64(utf8(json)), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer", "pranswer", "rollback", "OFFER", " offer"})
    void whatIsNoOfferIsMalformed(String type) {
        assertMalformed(
                base64(utf8("{\"type\":\"" + type + "\",\"sdp\":\"v=0\"}")), "type 'offer'");
    }

    @Test
    void brokenGzipIsMalformedWhereverItBreaks() throws IOException {
        byte[] whole = gzip(OFFER);
        for (int length = 2; length < whole.length; length++) {
            assertMalformed(base64(Arrays.copyOf(whole, length)), "gzip");
        }
        for (int i = 2; i < 10; i++) {
            byte[] spoilt = whole.clone();
            spoilt[i + 8] ^= 0x55;
            assertMalformed(base64(spoilt), "");
        }
    }

    @Test
    void whatUnfoldsToMoreThanTheLimitIsTooLarge() throws IOException {
        assertThatThrownBy(() -> SdpEnvelope.offer(base64(gzip(new byte[100_000_000])), LIMIT))
                .isInstanceOf(BodyTooLargeException.class);
        String fits = " ".repeat(LIMIT - OFFER.length) + text(OFFER);
        assertThat(SdpEnvelope.offer(base64(gzip(utf8(fits))), LIMIT).sdp()).isEqualTo("v=0 ä");
        assertThatThrownBy(() -> SdpEnvelope.offer(base64(gzip(utf8(" " + fits))), LIMIT))
                .isInstanceOf(BodyTooLargeException.class);
    }

    private static void assertMalformed(String value, String reason) {
        assertThatThrownBy(() -> SdpEnvelope.offer(value, LIMIT))
                .hasMessageContaining(reason)
                .isInstanceOfSatisfying(
                        SfuException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.MALFORMED));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream folded = new ByteArrayOutputStream();
        try (GZIPOutputStream folding = new GZIPOutputStream(folded)) {
            folding.write(bytes);
        }
        return folded.toByteArray();
    }
}
