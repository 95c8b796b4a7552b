package dev.bluesky.web;

import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The value of the member {@code Sdp}: base64 of {@code {"type":…,"sdp":…}}, or base64 of its gzip.
 *
 * @param sdp the session description
 * @param gzip whether it came, and goes, compressed
 */
record SdpEnvelope(String sdp, boolean gzip) {

    /** The first two bytes of gzip (RFC 1952 section 2.3.1), which no JSON text begins with. */
    private static final int GZIP_ID1 = 0x1f;

    private static final int GZIP_ID2 = 0x8b;

    /** The inner JSON. */
    public record Description(String type, String sdp) {}

    /**
     * Reads an offer.
     *
     * @param bytesMax what gzip may unfold to
     * @throws SfuException MALFORMED
     * @throws BodyTooLargeException if it unfolds to more
     */
    static SdpEnvelope offer(String value, int bytesMax) {
        byte[] bytes = base64(value);
        boolean gzip = isGzip(bytes);
        byte[] json = gzip ? unfold(bytes, bytesMax) : bytes;
        JsonMembers description = JsonMembers.parse(json, "What 'Sdp' encodes");
        if (!description.requiredString("type").equals("offer")) {
            throw new SfuException(
                    Refusal.MALFORMED, "The session description must be of type 'offer'.");
        }
        return new SdpEnvelope(description.requiredString("sdp"), gzip);
    }

    private static byte[] base64(String value) {
        try {
            return Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw new SfuException(Refusal.MALFORMED, "The member 'Sdp' is not base64.", e);
        }
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 1 && (bytes[0] & 0xff) == GZIP_ID1 && (bytes[1] & 0xff) == GZIP_ID2;
    }

    private static byte[] unfold(byte[] bytes, int bytesMax) {
        try (GZIPInputStream unfolding = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] unfolded = unfolding.readNBytes(bytesMax + 1);
            if (unfolded.length > bytesMax) {
                throw new BodyTooLargeException(bytesMax);
            }
            return unfolded;
        } catch (IOException e) {
            throw new SfuException(
                    Refusal.MALFORMED, "The member 'Sdp' holds gzip that is broken.", e);
        }
    }

    /** The value of {@code Sdp} for the answer to this offer, in the offer's form. */
    String answer(String answerSdp) {
        String json = JsonbProvider.jsonb().toJson(new Description("answer", answerSdp));
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(gzip ? fold(bytes) : bytes);
    }

    private static byte[] fold(byte[] bytes) {
        ByteArrayOutputStream folded = new ByteArrayOutputStream();
        try (GZIPOutputStream folding = new GZIPOutputStream(folded)) {
            folding.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("a write to memory failed", e);
        }
        return folded.toByteArray();
    }
}
