package dev.bluesky.web;

import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrCode.Ecc;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /webrtc/qr}: an invitation for the camera of a phone, as a QR code (ISO/IEC 18004). The
 * page says what its own link is, for behind a proxy nobody else knows for sure; pages of others
 * get none, so that nobody's link is seen under this server's name.
 */
@Path("qr")
public class QrCodeResource {
    private static final int LINK_CHARACTERS_MAX = 1024;
    private static final Pattern LINK = Pattern.compile("https?://[\\x21-\\x7e]+");

    /** Modules of white around it, which readers need. */
    private static final int MARGIN = 4;

    /**
     * The picture in SVG, a pixel for each module.
     *
     * @param link an address in ASCII that begins with http: or https:, 1024 characters at most
     * @param site whose page asks, as the browser says (Fetch Metadata, {@code Sec-Fetch-Site});
     *     browsers leave it out where they trust no address, over plain HTTP
     * @throws SfuException MALFORMED for what is no link, FORBIDDEN for somebody else's page
     */
    @GET
    @Produces("image/svg+xml")
    public String get(
            @QueryParam("link") @Nullable String link,
            @HeaderParam("Sec-Fetch-Site") @Nullable String site) {
        if (site != null && !site.equals("same-origin")) {
            throw new SfuException(Refusal.FORBIDDEN, "Only the pages of this server get codes.");
        }
        if (link == null || link.length() > LINK_CHARACTERS_MAX || !LINK.matcher(link).matches()) {
            throw new SfuException(
                    Refusal.MALFORMED,
                    "The link must be an address in ASCII of at most %d characters."
                            .formatted(LINK_CHARACTERS_MAX));
        }
        return svg(QrCode.encodeText(link, Ecc.MEDIUM));
    }

    private static String svg(QrCode code) {
        int size = code.size + 2 * MARGIN;
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            appendRow(path, code, y);
        }
        return ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%1$d\""
                        + " viewBox=\"0 0 %1$d %1$d\" shape-rendering=\"crispEdges\">"
                        + "<path fill=\"#fff\" d=\"M0 0h%1$dv%1$dH0z\"/><path d=\"%2$s\"/></svg>")
                .formatted(size, path);
    }

    /** A rectangle for each run of dark modules. */
    private static void appendRow(StringBuilder path, QrCode code, int y) {
        int x = 0;
        while (x < code.size) {
            int end = x;
            while (end < code.size && code.getModule(end, y)) {
                end++;
            }
            if (end > x) {
                path.append("M%d %dh%dv1h-%3$dz".formatted(x + MARGIN, y + MARGIN, end - x));
            }
            x = end + 1;
        }
    }
}
