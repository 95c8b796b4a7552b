package dev.bluesky.engine.nativertc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibraryTest {
    @Test
    void whatLoadsIsThereWithoutAReason() {
        NativeLibrary<String> library = NativeLibrary.load(() -> "factories");
        assertThat(library.loaded()).contains("factories");
        assertThat(library.reason()).isEmpty();
    }

    @Test
    void whatDoesNotLoadHasAReasonAndIsNoException() {
        NativeLibrary<String> library =
                NativeLibrary.load(
                        () -> {
                            throw new UnsatisfiedLinkError("no webrtc in java.library.path");
                        });
        assertThat(library.loaded()).isEmpty();
        assertThat(library.reason().orElseThrow())
                .contains("no webrtc in java.library.path", System.getProperty("os.arch"));
    }

    @ParameterizedTest
    @CsvSource({
        "libpulse.so.0, libpulse0",
        "libX11.so.6, libx11-6",
        "libasound.so.2, libasound2",
        "libgbm.so.1, libgbm1"
    })
    void aMissingLibraryIsNamedWithDebiansPackage(String file, String debianPackage) {
        String loader =
                "/tmp/x/libwebrtc-java.so: "
                        + file
                        + ": cannot open shared object file: No such file or directory";
        assertThat(NativeLibrary.reason(new UnsatisfiedLinkError(loader)))
                .contains(file + " is missing", "apt-get install " + debianPackage + ")");
    }

    @Test
    void theRootOfTheFailureCountsAndOnlyItsFirstLineIsShown() {
        Throwable failure =
                new ExceptionInInitializerError(
                        new IllegalStateException(
                                "Load library failed", new IOException("disk is full\nsecond")));
        assertThat(NativeLibrary.reason(failure)).endsWith("disk is full");
    }

    @Test
    void aFailureWithoutWordsIsNamedByItsClass() {
        assertThat(NativeLibrary.reason(new IllegalStateException()))
                .endsWith("IllegalStateException");
    }
}
