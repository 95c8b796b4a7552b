package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.bluesky.it.browser.Devices;
import dev.bluesky.it.browser.SitePage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Whoever is alone in a room invites others. */
class InvitationIT {
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
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        RGBLuminanceSource source = new RGBLuminanceSource(width, height, pixels);
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
    }
}
