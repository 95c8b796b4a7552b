package dev.bluesky.it.peer;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The three forms in which an offer may be sent; the answer comes in the same. */
public enum SdpForm {
    /** {@code {"Sdp": base64(JSON)}}. */
    JSON {
        @Override
        public String wrap(String offer) {
            return envelope(description(offer));
        }

        @Override
        public String unwrap(String body) {
            return sdpOf(opened(body));
        }
    },
    /** {@code {"Sdp": base64(gzip(JSON))}}. */
    GZIP_JSON {
        @Override
        public String wrap(String offer) {
            return envelope(gzip(description(offer)));
        }

        @Override
        public String unwrap(String body) {
            return sdpOf(gunzip(opened(body)));
        }
    },
    /** {@code application/sdp}: the text itself. */
    PLAIN {
        @Override
        public String wrap(String offer) {
            return offer;
        }

        @Override
        public String unwrap(String body) {
            return body;
        }
    };

    /** The request body for an offer. */
    public abstract String wrap(String offer);

    /** The SDP inside a response body; fails if the body has another form. */
    public abstract String unwrap(String body);

    /** The value of both {@code Content-Type} and {@code Accept}. */
    String mediaType() {
        return this == PLAIN ? "application/sdp" : "application/json";
    }

    private static byte[] description(String offer) {
        return Json.createObjectBuilder()
                .add("type", "offer")
                .add("sdp", offer)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String envelope(byte[] content) {
        return Json.createObjectBuilder()
                .add("Sdp", Base64.getEncoder().encodeToString(content))
                .build()
                .toString();
    }

    private static byte[] opened(String body) {
        return Base64.getDecoder().decode(read(body).getString("Sdp"));
    }

    private static String sdpOf(byte[] description) {
        JsonObject answer = read(new String(description, StandardCharsets.UTF_8));
        if (!answer.getString("type").equals("answer")) {
            throw new IllegalArgumentException("not an answer but " + answer.getString("type"));
        }
        return answer.getString("sdp");
    }

    static JsonObject read(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] gunzip(byte[] packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the answer is no gzip", e);
        }
    }
}
