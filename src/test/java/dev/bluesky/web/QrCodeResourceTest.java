package dev.bluesky.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeResourceTest {
    private static final String START = "https://meet.example.org/sky/#";
    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) ");
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");

    /** Pixels of a picture for each module. */
    private static final int SCALE = 3;

    private static final int BLACK = 0xff000000;
    private static final int WHITE = 0xffffffff;

    private final QrCodeResource resource = new QrCodeResource();

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 128, 994})
    void whatAReaderSeesIsTheLink(int characters) throws ReaderException {
        String link = START + "r".repeat(characters);

        assertThat(read(resource.get(link, "same-origin"))).isEqualTo(link);
        assertThat(read(resource.get(link, null))).isEqualTo(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://",
                "javascript:alert(1)",
                "//meet.example.org/",
                " https://meet.example.org/",
                "https://meet.example.org/ x",
                "https://meet.example.org/#é",
                "https://meet.example.org/\n",
                "https://meet.example.org/\u0000"
            })
    void whatIsNoLinkIsRefused(String link) {
        assertRefused(Refusal.MALFORMED, link, "same-origin");
    }

    @Test
    void noLinkAndOneThatIsTooLongAreRefused() {
        assertRefused(Refusal.MALFORMED, null, "same-origin");
        assertRefused(Refusal.MALFORMED, START + "r".repeat(995), "same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", ""})
    void pagesOfOthersGetNoCode(String site) {
        assertRefused(Refusal.FORBIDDEN, START + "room", site);
    }

    private void assertRefused(Refusal refusal, @Nullable String link, String site) {
        assertThatThrownBy(() -> resource.get(link, site))
                .isInstanceOfSatisfying(
                        SfuException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    private static String read(String svg) throws ReaderException {
        BinaryBitmap picture = new BinaryBitmap(new HybridBinarizer(drawn(svg)));
        Result result = new QRCodeReader().decode(picture);
        assertThat(result.getBarcodeFormat()).isEqualTo(BarcodeFormat.QR_CODE);
        return result.getText();
    }

    /** The path of our own SVG as pixels. */
    private static LuminanceSource drawn(String svg) throws NotFoundException {
        MatchResult sized =
                SIZE.matcher(svg)
                        .results()
                        .findFirst()
                        .orElseThrow(NotFoundException::getNotFoundInstance);
        int size = Integer.parseInt(sized.group(1)) * SCALE;
        int[] pixels = new int[size * size];
        Arrays.fill(pixels, WHITE);
        RUN.matcher(svg).results().forEach(run -> draw(run, pixels, size));
        return new RGBLuminanceSource(size, size, pixels);
    }

    private static void draw(MatchResult run, int[] pixels, int size) {
        int left = Integer.parseInt(run.group(1)) * SCALE;
        int right = left + Integer.parseInt(run.group(3)) * SCALE;
        int top = Integer.parseInt(run.group(2)) * SCALE;
        for (int y = top; y < top + SCALE; y++) {
            Arrays.fill(pixels, y * size + left, y * size + right, BLACK);
        }
    }
}
