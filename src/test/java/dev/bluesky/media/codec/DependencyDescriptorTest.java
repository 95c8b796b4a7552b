package dev.bluesky.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DependencyDescriptorTest {
    private final DependencyDescriptor descriptor = new DependencyDescriptor();
    private final DependencyWriter writer = new DependencyWriter();
    private final byte[] out = new byte[300];

    private boolean read(byte[] bytes) {
        return descriptor.read(bytes, 0, bytes.length);
    }

    private static byte[] key(Dependencies layers) {
        return layers.descriptor(true, false, 0, 0, true, 7, true, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, false, 0",
        "1, 3, false, 63",
        "3, 1, true, 5",
        "3, 3, false, 60",
        "3, 3, true, 12",
        "4, 4, false, 1",
        "4, 4, true, 33",
    })
    void aStructureTellsLayersTargetsAndSizes(
            int spatial, int temporal, boolean keyOnly, int idOffset) {
        Dependencies layers = new Dependencies(spatial, temporal, keyOnly, idOffset);
        assertThat(read(key(layers))).isTrue();
        assertThat(descriptor.isKnown()).isTrue();
        assertThat(descriptor.startsFrame()).isTrue();
        assertThat(descriptor.endsFrame()).isFalse();
        assertThat(descriptor.frameNumber()).isEqualTo(7);
        assertThat(descriptor.bringsTargets()).isTrue();
        DependencyStructure structure = descriptor.structure();
        assertThat(structure.targets()).isEqualTo(spatial * temporal);
        assertThat(structure.spatialLayers()).isEqualTo(spatial);
        assertThat(descriptor.active()).isEqualTo((1 << (spatial * temporal)) - 1);
        for (int s = 0; s < spatial; s++) {
            assertThat(structure.width(s)).isEqualTo(layers.width(s));
            assertThat(structure.height(s)).isEqualTo(layers.height(s));
            for (int t = 0; t < temporal; t++) {
                byte[] frame = layers.descriptor(true, true, s, t, false, 8, false, 0);
                assertThat(frame).hasSize(3);
                assertThat(read(frame)).isTrue();
                assertThat(descriptor.spatialId()).isEqualTo(s);
                assertThat(descriptor.temporalId()).isEqualTo(t);
                assertThat(descriptor.isUsedAbove()).isEqualTo(!keyOnly && s < spatial - 1);
                int target = s * temporal + t;
                assertThat(structure.target(s, t, 0)).isEqualTo(target);
                assertThat(structure.targetSpatialId(target)).isEqualTo(s);
                assertThat(descriptor.isNeededFor(target)).isTrue();
                assertThat(descriptor.isSwitchTo(target)).isEqualTo(t == 0);
                boolean onlySize = s == 0 || !keyOnly;
                assertThat(structure.includes(spatial * temporal - 1, target))
                        .isEqualTo(s == spatial - 1 || !keyOnly);
                assertThat(structure.includes(target, 0)).isEqualTo(onlySize);
            }
        }
    }

    @Test
    void ofTheActiveTargetsTheBestThatFitsIsTakenElseTheLeast() {
        assertThat(read(key(new Dependencies(3, 2, false, 0)))).isTrue();
        DependencyStructure structure = descriptor.structure();
        assertThat(structure.target(2, 1, 0b111111)).isEqualTo(5);
        assertThat(structure.target(2, 1, 0b001111)).isEqualTo(3);
        assertThat(structure.target(2, 0, 0b111111)).isEqualTo(4);
        assertThat(structure.target(0, 0, 0b110000)).isEqualTo(4);
        assertThat(structure.within(3)).isEqualTo(0b001111);
    }

    @Test
    void withoutAStructureNothingIsKnownButTheFrame() {
        Dependencies layers = new Dependencies(3, 3, false, 9);
        assertThat(read(layers.descriptor(false, true, 1, 1, false, 0xFFFE, false, 0))).isTrue();
        assertThat(descriptor.isKnown()).isFalse();
        assertThat(descriptor.frameNumber()).isEqualTo(0xFFFE);
        assertThat(descriptor.endsFrame()).isTrue();
        assertThat(read(layers.descriptor(false, true, 1, 1, false, 2, false, 5))).isTrue();
        assertThat(descriptor.isKnown()).isFalse();

        assertThat(read(key(new Dependencies(1, 1, false, 40)))).isTrue();
        assertThat(read(layers.descriptor(false, true, 1, 1, false, 3, false, 0))).isTrue();
        assertThat(descriptor.isKnown()).as("of another structure").isFalse();
    }

    @Test
    void activeTargetsHoldUntilOthersAreNamed() {
        Dependencies layers = new Dependencies(2, 2, false, 0);
        read(key(layers));
        read(layers.descriptor(true, true, 0, 0, false, 8, false, 0b0011));
        assertThat(descriptor.bringsTargets()).isTrue();
        read(layers.descriptor(true, true, 0, 1, false, 9, false, 0));
        assertThat(descriptor.active()).isEqualTo(0b0011);
        read(layers.descriptor(true, true, 0, 0, true, 10, true, 0));
        assertThat(descriptor.active()).isEqualTo(0b1111);
    }

    @Test
    void aStructureThatComesLateDoesNotReplaceANewerOne() {
        Dependencies old = new Dependencies(3, 3, false, 0);
        Dependencies newer = new Dependencies(1, 2, false, 20);
        read(newer.descriptor(true, false, 0, 0, true, 3, true, 0));
        int structures = descriptor.structures();
        assertThat(read(old.descriptor(true, false, 0, 0, true, 65_530, true, 0))).isTrue();
        assertThat(descriptor.structures()).isEqualTo(structures);
        assertThat(descriptor.structure().targets()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rewritingKeepsEverythingButNumberAndTargets(boolean keyOnly) {
        Dependencies layers = new Dependencies(3, 3, keyOnly, 50);
        byte[] source = layers.descriptor(true, false, 0, 0, true, 0xFFFF, true, 0x1FF);
        long patch = PayloadPatch.withTargets(PayloadPatch.ofDependencies(0), 0b101, 9);
        int length = writer.write(source, 0, source.length, patch, out);
        assertThat(Arrays.copyOf(out, length))
                .isEqualTo(layers.descriptor(true, false, 0, 0, true, 0, true, 0b101));

        byte[] plain = layers.descriptor(true, true, 1, 2, false, 5, false, 0);
        length = writer.write(plain, 0, 3, PayloadPatch.ofDependencies(70_000), out);
        assertThat(Arrays.copyOf(out, length))
                .isEqualTo(layers.descriptor(true, true, 1, 2, false, 70_000, false, 0));
        patch = PayloadPatch.withTargets(PayloadPatch.ofDependencies(6), 0b11, 9);
        length = writer.write(plain, 0, 3, patch, out);
        assertThat(Arrays.copyOf(out, length))
                .isEqualTo(layers.descriptor(true, true, 1, 2, false, 6, false, 0b11));
    }

    @Test
    void thirtyTwoTargetsFitIntoAPatch() {
        for (int targets : new int[] {-1, 0x8000_0001, 0x0180_0000, 1}) {
            long patch =
                    PayloadPatch.withMarker(
                            PayloadPatch.withTargets(
                                    PayloadPatch.ofDependencies(0xABCD), targets, 32));
            assertThat(PayloadPatch.targets(patch)).isEqualTo(targets);
            assertThat(PayloadPatch.targetCount(patch)).isEqualTo(32);
            assertThat(PayloadPatch.frameNumber(patch)).isEqualTo(0xABCD);
            assertThat(PayloadPatch.hasMarker(patch)).isTrue();
            assertThat(PayloadPatch.hasDependencies(patch)).isTrue();
            assertThat(PayloadPatch.isRed(patch)).isFalse();
        }
    }

    @Test
    void whatIsCutShortIsRefusedAndChangesNothing() {
        Dependencies layers = new Dependencies(3, 3, true, 3);
        read(key(layers));
        int structures = descriptor.structures();
        byte[] whole = key(new Dependencies(2, 2, false, 30));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            boolean mandatory = length == 3;
            assertThat(read(part)).as("%d of %d bytes", length, whole.length).isEqualTo(mandatory);
            assertThat(descriptor.structures()).isEqualTo(structures);
        }
        assertThat(read(layers.descriptor(true, true, 2, 2, false, 9, false, 0))).isTrue();
        assertThat(descriptor.isKnown()).isTrue();
    }

    @Test
    void flippedAndRandomBitsThrowNothingAndEndSoon() {
        SplittableRandom random = new SplittableRandom(4711);
        byte[] whole = key(new Dependencies(4, 4, false, 3));
        for (int run = 0; run < 20_000; run++) {
            byte[] bytes = whole.clone();
            if (run % 2 == 0) {
                random.nextBytes(bytes);
            }
            for (int flip = 0; flip < 3; flip++) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            read(bytes);
            long patch =
                    PayloadPatch.withTargets(
                            PayloadPatch.ofDependencies(run), run, 1 + random.nextInt(32));
            assertThat(writer.write(bytes, 0, bytes.length, patch, out))
                    .isBetween(0, bytes.length + 5);
        }
    }
}
