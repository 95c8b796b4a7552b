package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.bluesky.it.browser.Devices;
import dev.bluesky.it.browser.SitePage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Whoever is alone in a room invites others. */
class InvitationIT {
    /**
     * In degrees. A camera is never held quite straight, and looks again; this reader does not find
     * one code in fifteen at the first look, and the link has another port each time.
     */
    private static final List<Integer> LOOKS = List.of(0, 5, 10, 15, 20);

    private static final String CODE = "[data-testid=link-code]";

    @Test
    void aPhonesCameraReadsTheLinkFromTheScreenInLightAndDark()
            throws IOException, ReaderException {
        try (BlueSkyProcess server = BlueSkyProcess.start(Map.of("context-path", "/meet"));
                SitePage page = SitePage.open(server.uri(), "#stand.up~1", Devices.GRANTED)) {
            page.type("[data-testid=name]", "Ann");
            page.click("[data-testid=join]");
            page.await("the invitation", () -> page.shown("[data-testid=invitation]"));
            for (String scheme : List.of("light", "dark")) {
                page.look().at(360, 740, scheme);
                page.look().keep("invitation-" + scheme);
                page.click("[data-testid=invitation-code]");
                page.await("the code", () -> page.shown(CODE));
                assertThat(page.look().cutOff()).isEmpty();
                page.look().keep("code-" + scheme);
                assertThat(read(page.picture(CODE))).isEqualTo(server.uri() + "#stand.up~1");
                page.click("[data-testid=link-dialog] [data-close]");
            }
            assertThat(page.complaints()).allMatch(line -> line.contains("404"));
        }
    }

    private static String read(byte[] png) throws IOException, ReaderException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        ReaderException last = null;
        for (int degrees : LOOKS) {
            try {
                return read(turned(image, degrees));
            } catch (ReaderException e) {
                last = e;
            }
        }
        throw last;
    }

    private static String read(BufferedImage image) throws ReaderException {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        RGBLuminanceSource source = new RGBLuminanceSource(width, height, pixels);
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
    }

    private static BufferedImage turned(BufferedImage image, int degrees) {
        int size = 2 * Math.max(image.getWidth(), image.getHeight());
        BufferedImage turned = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = turned.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, size, size);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.rotate(Math.toRadians(degrees), size / 2.0, size / 2.0);
        int left = (size - image.getWidth()) / 2;
        int top = (size - image.getHeight()) / 2;
        graphics.drawImage(image, left, top, null);
        graphics.dispose();
        return turned;
    }
}
