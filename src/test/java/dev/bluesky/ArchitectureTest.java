package dev.bluesky;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The structure that {@code dev.bluesky}'s package-info draws, kept by the build. */
@AnalyzeClasses(packages = "dev.bluesky", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] JDK = {"java..", "javax..", "org.jspecify.."};
    private static final int FILE_LINES_MAX = 500;

    /** What is told the time and handed the bytes. */
    private static final String[] SANS_IO = {
        "dev.bluesky.wire..",
        "dev.bluesky.negotiate..",
        "dev.bluesky.ice..",
        "dev.bluesky.srtp..",
        "dev.bluesky.media..",
        "dev.bluesky.peer.."
    };

    /** An address is no socket, and a moment no clock. */
    private static final Class<?>[] VALUES = {
        InetSocketAddress.class,
        InetAddress.class,
        Inet4Address.class,
        Inet6Address.class,
        UnknownHostException.class,
        Duration.class,
        Instant.class
    };

    @ArchTest static final ArchRule wireImportsTheJdkAlone = only("dev.bluesky.wire..");

    @ArchTest static final ArchRule configImportsTheJdkAlone = only("dev.bluesky.config..");

    @ArchTest
    static final ArchRule negotiateImportsWireAndConfig =
            only("dev.bluesky.negotiate..", "dev.bluesky.wire..", "dev.bluesky.config..");

    @ArchTest
    static final ArchRule sfuImportsNegotiateWireConfigAndStats =
            only(
                    "dev.bluesky.sfu..",
                    "dev.bluesky.stats..",
                    "dev.bluesky.negotiate..",
                    "dev.bluesky.wire..",
                    "dev.bluesky.config..");

    @ArchTest
    static final ArchRule theNativeEngineImportsSfuAndBelowAndWebrtcJava =
            only(
                    "dev.bluesky.engine.nativertc..",
                    "dev.bluesky.engine",
                    "dev.bluesky.stats..",
                    "dev.bluesky.sfu..",
                    "dev.bluesky.negotiate..",
                    "dev.bluesky.wire..",
                    "dev.bluesky.config..",
                    "dev.onvoid..");

    @ArchTest
    static final ArchRule theForwardingEngineImportsAllButWebAndBoot =
            only(
                    "dev.bluesky.engine.forward..",
                    "dev.bluesky.engine",
                    "dev.bluesky.engine.rehearsal..",
                    "dev.bluesky.loop..",
                    "dev.bluesky.peer..",
                    "dev.bluesky.ice..",
                    "dev.bluesky.dtls..",
                    "dev.bluesky.media.select..",
                    "dev.bluesky.negotiate..",
                    "dev.bluesky.sfu..",
                    "dev.bluesky.stats..",
                    "dev.bluesky.wire..",
                    "dev.bluesky.config..");

    @ArchTest
    static final ArchRule rehearsalsSeeTheEngineAsALoopAndARoom =
            only(
                    "dev.bluesky.engine.rehearsal..",
                    "dev.bluesky.loop..",
                    "dev.bluesky.peer..",
                    "dev.bluesky.ice..",
                    "dev.bluesky.dtls..",
                    "dev.bluesky.srtp..",
                    "dev.bluesky.media.receive..",
                    "dev.bluesky.negotiate..",
                    "dev.bluesky.sfu..",
                    "dev.bluesky.wire..");

    @ArchTest static final ArchRule statsImportsTheJdkAlone = only("dev.bluesky.stats..");

    @ArchTest
    static final ArchRule webImportsSfuAndBelowAndJakartaAndTheQrCodes =
            only(
                    "dev.bluesky.web..",
                    "dev.bluesky.stats..",
                    "dev.bluesky.sfu..",
                    "dev.bluesky.negotiate..",
                    "dev.bluesky.wire..",
                    "dev.bluesky.config..",
                    "io.nayuki.qrcodegen..",
                    "jakarta..");

    @ArchTest
    static final ArchRule launchImportsConfigAndTomcat =
            only(
                    "dev.bluesky.launch..",
                    "dev.bluesky.config..",
                    "org.apache.catalina..",
                    "org.apache.coyote..",
                    "org.apache.tomcat..",
                    "org.apache.juli..",
                    "jakarta.servlet..");

    @ArchTest static final ArchRule srtpImportsTheJdkAlone = only("dev.bluesky.srtp..");

    @ArchTest
    static final ArchRule dtlsImportsSrtpForTheKeysAndBouncyCastle =
            only("dev.bluesky.dtls..", "dev.bluesky.srtp..", "org.bouncycastle..");

    @ArchTest
    static final ArchRule onlyDtlsSeesBouncyCastle =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.bluesky.dtls..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.bouncycastle..");

    @ArchTest
    static final ArchRule peerImportsItsParts =
            only(
                    "dev.bluesky.peer..",
                    "dev.bluesky.ice..",
                    "dev.bluesky.dtls..",
                    "dev.bluesky.srtp..",
                    "dev.bluesky.media..",
                    "dev.bluesky.negotiate..",
                    "dev.bluesky.stats..",
                    "dev.bluesky.wire..");

    @ArchTest
    static final ArchRule loopImportsPeerAndNetty =
            only("dev.bluesky.loop..", "dev.bluesky.peer..", "io.netty..");

    @ArchTest
    static final ArchRule onlyTheLoopSeesNetty =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.bluesky.loop..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule onlyTheNativeEngineSeesWebrtcJava =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.bluesky.engine.nativertc..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.onvoid..");

    @ArchTest
    static final ArchRule onlyWebBootAndTheLaunchersTomcatSeeJakarta =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.bluesky.web..", "dev.bluesky.boot..", "dev.bluesky.launch..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("jakarta..");

    @ArchTest
    static final ArchRule nobodyImportsBootOrLaunch =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.bluesky.boot..", "dev.bluesky.launch..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.bluesky.boot..", "dev.bluesky.launch..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.bluesky.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule iceImportsWire = only("dev.bluesky.ice..", "dev.bluesky.wire..");

    @ArchTest
    static final ArchRule codecImportsWire =
            only("dev.bluesky.media.codec..", "dev.bluesky.wire..");

    @ArchTest
    static final ArchRule sendImportsCodecAndWire =
            only("dev.bluesky.media.send..", "dev.bluesky.media.codec..", "dev.bluesky.wire..");

    @ArchTest
    static final ArchRule forwardImportsSendCodecAndWire =
            only(
                    "dev.bluesky.media.forward..",
                    "dev.bluesky.media.send..",
                    "dev.bluesky.media.codec..",
                    "dev.bluesky.wire..");

    @ArchTest
    static final ArchRule selectImportsWire =
            only("dev.bluesky.media.select..", "dev.bluesky.wire..");

    @ArchTest
    static final ArchRule mediaImportsWire = only("dev.bluesky.media..", "dev.bluesky.wire..");

    @ArchTest
    static final ArchRule theSansIoPackagesHaveNoClockThreadLockOrSocket =
            noClasses()
                    .that()
                    .resideInAnyPackage(SANS_IO)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "java.time..",
                                            "java.util.concurrent..",
                                            "java.net..",
                                            "java.nio.channels..")
                                    .and(not(belongToAnyOf(VALUES))))
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(Thread.class, Timer.class)
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)(\\$.*)?");

    @ArchTest
    static final ArchRule nothingWritesToTheConsoleButTheLauncher =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.bluesky.launch..")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err");

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses all) {
        Set<String> unmarked =
                all.stream()
                        .map(type -> type.getPackage())
                        .filter(Predicate.not(here -> here.isAnnotatedWith(NullMarked.class)))
                        .map(here -> here.getName())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unmarked).isEmpty();
    }

    @ArchTest
    static void everyPackageOfThePictureIsThere(JavaClasses all) {
        List<String> pictured =
                List.of(
                        "wire.sdp",
                        "config",
                        "stats",
                        "negotiate",
                        "sfu",
                        "ice",
                        "srtp",
                        "dtls",
                        "media.codec",
                        "media.receive",
                        "media.send",
                        "media.forward",
                        "media.congestion",
                        "media.select",
                        "peer",
                        "loop",
                        "engine.forward",
                        "engine.rehearsal",
                        "engine.nativertc",
                        "web");
        pictured.forEach(
                name -> assertThat(all.containPackage("dev.bluesky." + name)).as(name).isTrue());
    }

    @ArchTest
    static void filesAreShort(JavaClasses all) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .filteredOn(file -> lines(file) > FILE_LINES_MAX)
                    .isEmpty();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A package imports itself, the JDK, and these. */
    private static ArchRule only(String here, String... others) {
        String[] allowed =
                Stream.of(Stream.of(here), Stream.of(others), Stream.of(JDK))
                        .flatMap(names -> names)
                        .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(here)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed));
    }
}
