package dev.bluesky.it.browser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Somebody who speaks without end: a voice's harmonics in four syllables a second, with pauses
 * between them, so that a browser's noise suppression takes it for speech.
 */
final class Speech {
    private static final int SAMPLE_RATE_HZ = 48_000;
    private static final int SECONDS = 4;
    private static final int SYLLABLES_PER_SECOND = 4;

    /** Of each syllable; the rest of it is a pause. */
    private static final double VOICED = 0.8;

    private static final double PITCH_HZ = 140;
    private static final int HARMONICS = 12;
    private static final double LOUDNESS = 0.4 * Short.MAX_VALUE;

    private static Path recorded = Path.of("");

    private Speech() {}

    /** A WAV file, which the browser plays again and again. */
    static synchronized Path recorded() {
        if (!Files.isRegularFile(recorded)) {
            recorded = record();
        }
        return recorded;
    }

    private static Path record() {
        AudioFormat mono = new AudioFormat(SAMPLE_RATE_HZ, Short.SIZE, 1, true, false);
        byte[] samples = samples();
        try {
            Path file = Files.createTempFile("speech", ".wav");
            file.toFile().deleteOnExit();
            AudioSystem.write(
                    new AudioInputStream(
                            new ByteArrayInputStream(samples),
                            mono,
                            samples.length / mono.getFrameSize()),
                    AudioFileFormat.Type.WAVE,
                    file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] samples() {
        ByteBuffer samples =
                ByteBuffer.allocate(SECONDS * SAMPLE_RATE_HZ * Short.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < SECONDS * SAMPLE_RATE_HZ; i++) {
            double seconds = (double) i / SAMPLE_RATE_HZ;
            samples.putShort((short) (LOUDNESS * swell(seconds) * voice(seconds)));
        }
        return samples.array();
    }

    /** From 0 to 1 and back in each syllable. */
    private static double swell(double seconds) {
        double syllable = seconds * SYLLABLES_PER_SECOND % 1;
        return syllable < VOICED ? Math.sin(Math.PI * syllable / VOICED) : 0;
    }

    private static double voice(double seconds) {
        double sum = 0;
        for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
            sum += Math.sin(2 * Math.PI * PITCH_HZ * harmonic * seconds) / harmonic;
        }
        return sum / 2;
    }
}
