package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.sfu.SlotContent;
import dev.bluesky.sfu.SlotState;
import dev.bluesky.sfu.UserId;
import dev.bluesky.sfu.View;
import dev.bluesky.sfu.View.SlotWish;
import dev.bluesky.sim.ReceivedTrack.Received;
import dev.bluesky.sim.SimulatedViewer.Announced;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One connection for the whole room: who is in which slot, and that its streams go on. */
class SlotsTest {
    private static final long MS = VirtualTime.MS;
    private static final long SECOND = VirtualTime.SECOND;
    private static final int SILENT = 127;
    private static final int SPEECH = 25;

    /** A room with people who publish, and one viewer with slots. */
    private static final class Meeting {
        final Call call;
        final Map<String, SimulatedPublisher> publishers = new LinkedHashMap<>();
        final Map<String, MediaSource> voices = new LinkedHashMap<>();
        final Map<String, MediaSource> pictures = new LinkedHashMap<>();
        final Map<Integer, String> owners = new LinkedHashMap<>();
        final List<String> audio = new ArrayList<>();
        final List<String> video = new ArrayList<>();
        final SimulatedViewer viewer;
        private Start start;

        Meeting(Run run, int audioSlots, int videoSlots) {
            call = new Call(run);
            start = run.start();
            viewer = call.watcher("zoe", Conditions.CLEAN);
            IntStream.range(0, audioSlots).forEach(i -> addAudioSlot());
            IntStream.range(0, videoSlots).forEach(i -> addVideoSlot());
        }

        void addAudioSlot() {
            audio.add("a" + audio.size());
            viewer.withAudio(audio.get(audio.size() - 1));
        }

        void addVideoSlot() {
            video.add("v" + video.size());
            viewer.withVideo(video.get(video.size() - 1));
        }

        SimulatedPublisher joins(String user) {
            SimulatedPublisher publisher = call.publisher(user, Conditions.CLEAN);
            start = start.next();
            MediaSource voice = publisher.audio("0", start).withLevel(SILENT);
            MediaSource picture = publisher.video("1", start);
            publishers.put(user, publisher);
            voices.put(user, voice);
            pictures.put(user, picture);
            owners.put(voice.ssrc(), user);
            owners.put(picture.ssrc(), user);
            publisher.negotiate();
            return publisher;
        }

        /** One after the other, so that it is known who came first. */
        void join(int count) {
            for (int i = 0; i < count; i++) {
                joins("p" + i);
                pass(100 * MS);
            }
            pass(2 * SECOND);
        }

        void speaks(String user, long ns) {
            MediaSource voice = voices.get(user);
            assertThat(voice).as(user).isNotNull();
            if (voice != null) {
                voice.withLevel(SPEECH);
                pass(ns);
                voice.withLevel(SILENT);
            }
        }

        void leaves(String user) {
            SimulatedPublisher publisher = publishers.remove(user);
            assertThat(publisher).as(user).isNotNull();
            if (publisher != null) {
                publisher.close();
            }
        }

        void pass(long ns) {
            call.time().pass(ns);
        }

        void wants(View view) {
            viewer.view(view);
        }

        Set<String> shown() {
            return video.stream()
                    .map(viewer::in)
                    .filter(user -> !user.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        /** In which slot somebody is shown; empty if in none. */
        String slotOf(String user) {
            return video.stream().filter(mid -> viewer.in(mid).equals(user)).findFirst().orElse("");
        }

        String ownerOf(Received packet) {
            return packet.mark().map(mark -> owners.getOrDefault(mark.source(), "?")).orElse("");
        }

        /** Whose media came last in that slot. */
        String lastIn(String mid) {
            List<Received> arrivals = viewer.track(mid).arrivals();
            return arrivals.isEmpty() ? "" : ownerOf(arrivals.get(arrivals.size() - 1));
        }

        /** Numbers go on in each slot, and nothing comes that was not announced before. */
        void check() {
            List<String> mids = new ArrayList<>(audio);
            mids.addAll(video);
            for (String mid : mids) {
                Continuity.check(viewer.track(mid));
                viewer.track(mid).arrivals().forEach(packet -> checkAnnounced(mid, packet));
            }
            assertThat(viewer.unknown()).isZero();
            assertThat(viewer.offers()).as("offers of the viewer").isOne();
            publishers.values().forEach(p -> assertThat(p.offers()).as("offers").isOne());
        }

        private void checkAnnounced(String mid, Received packet) {
            String owner = ownerOf(packet);
            boolean announced =
                    owner.isEmpty()
                            || viewer.announced().stream()
                                    .filter(a -> a.atNs() - packet.atNs() <= 0)
                                    .anyMatch(a -> a.in(mid).equals(owner));
            assertThat(announced).as("%s in slot %s was announced", owner, mid).isTrue();
        }
    }

    private static View pinned(String... users) {
        return new View(List.of(users).stream().map(UserId::new).toList(), Map.of());
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void allAreShownWhileTheyFitAndTheViewerItselfNever(Run run) {
        Meeting meeting = new Meeting(run, 4, 4);
        meeting.viewer.negotiate();
        meeting.join(3);
        meeting.joins("zoe");
        meeting.pass(2 * SECOND);

        assertThat(meeting.shown()).containsExactly("p0", "p1", "p2");
        for (int i = 0; i < 3; i++) {
            assertThat(meeting.lastIn("v" + i)).isEqualTo(meeting.viewer.in("v" + i)).isNotEmpty();
            assertThat(meeting.lastIn("a" + i))
                    .as("beside its picture")
                    .isEqualTo(meeting.lastIn("v" + i));
        }
        meeting.check();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void twelvePeopleInFourSlotsAreTheLatestSpeakersAndWhoSpeaksIsSeenWithinASecond(Run run) {
        Meeting meeting = new Meeting(run, 3, 4);
        meeting.viewer.negotiate();
        meeting.join(12);
        assertThat(meeting.shown()).containsExactly("p0", "p1", "p2", "p3");

        for (String speaker : List.of("p7", "p11", "p2", "p9", "p5")) {
            long begun = meeting.call.time().nowNs();
            meeting.speaks(speaker, 900 * MS);
            String slot = meeting.slotOf(speaker);
            assertThat(slot).as("slot of %s", speaker).isNotEmpty();
            assertThat(meeting.lastIn(slot)).isEqualTo(speaker);
            assertThat(
                            meeting.viewer.track(slot).arrivals().stream()
                                    .filter(packet -> packet.atNs() - begun > 0)
                                    .anyMatch(packet -> meeting.ownerOf(packet).equals(speaker)))
                    .isTrue();
            meeting.pass(1_500 * MS);
        }

        assertThat(meeting.shown()).containsExactly("p11", "p2", "p5", "p9");
        assertThat(meeting.call.server().speakers()).containsExactly("p7", "p11", "p2", "p9", "p5");
        meeting.check();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void whoIsPinnedStaysWhoeverSpeaks(Run run) {
        Meeting meeting = new Meeting(run, 2, 3);
        meeting.viewer.negotiate();
        meeting.join(8);
        meeting.wants(pinned("p6", "nobody"));
        meeting.pass(SECOND);
        String slot = meeting.slotOf("p6");
        assertThat(slot).isNotEmpty();

        for (String speaker : List.of("p1", "p4", "p5", "p7")) {
            meeting.speaks(speaker, SECOND);
            meeting.pass(SECOND);
            assertThat(meeting.slotOf("p6")).isEqualTo(slot);
        }
        assertThat(meeting.shown()).containsExactly("p5", "p6", "p7");
        meeting.wants(View.DEFAULT);
        meeting.pass(SECOND);
        assertThat(meeting.shown()).containsExactly("p4", "p5", "p7");
        meeting.check();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aPausedSlotIsSilentAndGoesOnWithAKeyFrame(Run run) {
        Meeting meeting = new Meeting(run, 2, 2);
        meeting.viewer.negotiate();
        meeting.join(2);
        meeting.wants(new View(List.of(), Map.of("v1", new SlotWish(OptionalInt.empty(), true))));
        meeting.pass(SECOND);
        int before = meeting.viewer.track("v1").arrivals().size();
        meeting.pass(3 * SECOND);
        assertThat(meeting.viewer.track("v1").arrivals()).hasSize(before);
        assertThat(meeting.viewer.in("v1")).isEqualTo("p1");

        meeting.wants(View.DEFAULT);
        meeting.pass(SECOND);
        List<Received> arrivals = meeting.viewer.track("v1").arrivals();
        assertThat(arrivals.size()).isGreaterThan(before);
        assertThat(arrivals.get(before).mark().orElseThrow().isKey()).isTrue();
        meeting.check();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void peopleComeAndGoAndNobodyOffersAgain(Run run) {
        Meeting meeting = new Meeting(run, 2, 3);
        meeting.viewer.negotiate();
        meeting.join(5);
        meeting.speaks("p4", SECOND);
        String slot = meeting.slotOf("p4");
        meeting.leaves("p4");
        meeting.pass(SECOND);
        assertThat(meeting.shown()).containsExactly("p0", "p1", "p2");
        meeting.joins("late");
        meeting.pass(SECOND);
        meeting.speaks("late", SECOND);
        meeting.leaves("p0");
        meeting.pass(SECOND);
        assertThat(meeting.shown()).containsExactly("late", "p1", "p2");
        assertThat(slot).isNotEmpty();
        meeting.check();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aFurtherOfferAddsSlots(Run run) {
        Meeting meeting = new Meeting(run, 1, 1);
        meeting.viewer.negotiate();
        meeting.join(3);
        assertThat(meeting.shown()).containsExactly("p0");
        meeting.addVideoSlot();
        meeting.addAudioSlot();
        meeting.addVideoSlot();
        meeting.viewer.negotiate();
        meeting.pass(2 * SECOND);

        assertThat(meeting.shown()).containsExactly("p0", "p1", "p2");
        assertThat(meeting.viewer.in("v0")).isEqualTo("p0");
        for (String mid : meeting.video) {
            assertThat(meeting.lastIn(mid)).isEqualTo(meeting.viewer.in(mid));
            Continuity.check(meeting.viewer.track(mid));
        }
        publishersOfferedOnce(meeting);
    }

    private static void publishersOfferedOnce(Meeting meeting) {
        meeting.publishers.values().forEach(p -> assertThat(p.offers()).isOne());
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void whoIsMutedNeverSpeaksAndWhatPlaysOnAScreenNeither(Run run) {
        Meeting meeting = new Meeting(run, 2, 2);
        meeting.viewer.negotiate();
        meeting.join(4);
        meeting.call.server().room().mute(new UserId("p3"), true);
        meeting.speaks("p3", 3 * SECOND);
        assertThat(meeting.call.server().speakers()).isEmpty();
        assertThat(meeting.shown()).containsExactly("p0", "p1");

        meeting.call.server().room().mute(new UserId("p3"), false);
        meeting.speaks("p3", SECOND);
        assertThat(meeting.call.server().speakers()).containsExactly("p3");
        meeting.call.server().room().mute(new UserId("p3"), true);
        meeting.pass(200 * MS);
        assertThat(meeting.call.server().speakers()).containsExactly("p3", "");
        meeting.joins("p0~screen");
        meeting.speaks("p0~screen", 3 * SECOND);
        assertThat(meeting.call.server().speakers()).containsExactly("p3", "");
        meeting.check();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void theLoudestAreHeard(Run run) {
        Meeting meeting = new Meeting(run, 2, 1);
        meeting.viewer.negotiate();
        meeting.join(6);
        for (String speaker : List.of("p5", "p3", "p4")) {
            meeting.speaks(speaker, 300 * MS);
            assertThat(meeting.audio.stream().map(meeting::lastIn)).as("heard").contains(speaker);
            meeting.pass(2 * SECOND);
        }
        meeting.check();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aPublisherWhoIsReplacedKeepsItsSlot(Run run) {
        Meeting meeting = new Meeting(run, 2, 2);
        meeting.viewer.negotiate();
        meeting.join(2);
        String slot = meeting.slotOf("p1");
        SimulatedPublisher before = meeting.publishers.get("p1");
        meeting.joins("p1");
        meeting.pass(SECOND);
        assertThat(before).isNotNull();
        if (before != null) {
            before.close();
        }
        meeting.pass(2 * SECOND);

        assertThat(meeting.slotOf("p1")).isEqualTo(slot);
        assertThat(meeting.viewer.announced().stream().map(Announced::slots).distinct())
                .hasSameSizeAs(meeting.viewer.announced());
        MediaSource now = meeting.voices.get("p1");
        assertThat(now).isNotNull();
        assertThat(meeting.lastIn(slot)).isEqualTo("p1");
        meeting.check();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aScreenBesideACameraIsOneMoreToBeSeen(Run run) {
        Meeting meeting = new Meeting(run, 2, 2);
        meeting.viewer.negotiate();
        SimulatedPublisher alice = meeting.joins("alice");
        meeting.pass(SECOND);
        MediaSource screen = alice.video("2", run.start());
        meeting.owners.put(screen.ssrc(), "alice");
        alice.negotiate();
        meeting.pass(SECOND);
        assertThat(meeting.viewer.in("v0")).isEqualTo("alice");
        assertThat(meeting.viewer.in("v1")).isEqualTo("alice");
        assertThat(meeting.viewer.track("v1").marks()).isNotEmpty();
        assertThat(meeting.viewer.track("v1").marks())
                .allMatch(mark -> mark.source() == screen.ssrc());
        Continuity.check(meeting.viewer.track("v0"));
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void whatASlotCannotDecodeIsCountedAndNotInIt(Run run) {
        Call call = new Call(run);
        SimulatedViewer viewer =
                call.watcher("zoe", Conditions.CLEAN)
                        .withAudio("a")
                        .withSection(
                                OfferedSection.receiving("video", "v")
                                        .codec(45, "AV1/90000", OfferedSection.VIDEO_FEEDBACK),
                                45,
                                Codec.AV1);
        viewer.negotiate();
        SimulatedPublisher alice = call.publisher("alice", Conditions.CLEAN);
        alice.audio("0", run.start());
        alice.video("1", run.start());
        alice.negotiate();
        call.time().pass(3 * SECOND);

        assertThat(viewer.in("a")).isEqualTo("alice");
        assertThat(viewer.in("v")).isEmpty();
        assertThat(viewer.track("v").isEmpty()).isTrue();
        String group = "video." + Integer.toUnsignedString(viewer.track("v").ssrc());
        assertThat(viewer.counter(group + ".no-common-codec")).isOne();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void whoseCameraStandsStillIsNotShownAsTheOneBefore(Run run) {
        Meeting meeting = new Meeting(run, 2, 1);
        meeting.viewer.negotiate();
        meeting.join(2);
        MediaSource camera = meeting.pictures.get("p1");
        assertThat(camera).isNotNull();
        if (camera != null) {
            camera.pause(true);
        }
        meeting.pass(5 * SECOND);
        meeting.speaks("p1", SECOND);
        assertThat(meeting.viewer.in("v0")).isEqualTo("p1");
        int before = meeting.viewer.track("v0").arrivals().size();
        meeting.pass(3 * SECOND);
        assertThat(meeting.viewer.track("v0").arrivals()).hasSize(before);
        if (camera != null) {
            camera.pause(false);
        }
        meeting.pass(2 * SECOND);
        assertThat(meeting.lastIn("v0")).isEqualTo("p1");
        meeting.check();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void whoSendsNoLevelsIsBehindTheOthersAndNotLost(Run run) {
        Meeting meeting = new Meeting(run, 2, 2);
        meeting.viewer.negotiate();
        meeting.join(3);
        meeting.publishers.values().forEach(p -> assertThat(p.isSecured()).isTrue());
        MediaSource unlabelled = meeting.voices.get("p0");
        assertThat(unlabelled).isNotNull();
        if (unlabelled != null) {
            unlabelled.withoutLevel();
        }
        meeting.speaks("p1", SECOND);
        meeting.speaks("p2", SECOND);
        meeting.pass(SECOND);
        assertThat(meeting.shown()).containsExactly("p1", "p2");
        meeting.leaves("p1");
        meeting.pass(SECOND);
        assertThat(meeting.shown()).containsExactly("p0", "p2");
        assertThat(meeting.audio.stream().map(meeting::lastIn)).contains("p0", "p2");
        meeting.check();
    }

    private static long longestPauseNs(ReceivedTrack track) {
        List<Received> arrivals = track.arrivals();
        return IntStream.range(1, arrivals.size())
                .mapToLong(i -> arrivals.get(i).atNs() - arrivals.get(i - 1).atNs())
                .max()
                .orElse(Long.MAX_VALUE);
    }

    /** Each announcement is a switch of numbers, of which the viewer must notice nothing. */
    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void ahundredSwitchesLeaveNoGapInAnyNumbers(Run run) {
        Meeting meeting = new Meeting(run, 2, 2);
        meeting.viewer.negotiate();
        meeting.join(6);
        for (int i = 0; i < 100; i++) {
            meeting.wants(pinned("p" + i % 6, "p" + (i + 3) % 6));
            meeting.pass(150 * MS);
        }
        meeting.pass(SECOND);
        assertThat(meeting.viewer.announced()).hasSizeGreaterThan(90);
        for (String mid : meeting.video) {
            assertThat(meeting.viewer.track(mid).gaps()).as("gaps in %s", mid).isZero();
            assertThat(longestPauseNs(meeting.viewer.track(mid))).isLessThan(200 * MS);
        }
        meeting.check();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void whatTheNetworkDoesNotCarryIsTold(Run run) {
        Meeting meeting = new Meeting(run, 0, 0);
        meeting.viewer.withTransportFeedback();
        IntStream.range(0, 4).forEach(i -> meeting.addVideoSlot());
        meeting.viewer.place().down().conditions(Conditions.CLEAN.withBitsPerSecond(250_000));
        meeting.viewer.negotiate();
        meeting.join(4);
        meeting.pass(30 * SECOND);

        List<SlotContent> last =
                meeting.viewer.announced().stream()
                        .reduce((before, after) -> after)
                        .orElseThrow()
                        .slots();
        assertThat(last).extracting(SlotContent::state).contains(SlotState.BANDWIDTH);
        meeting.video.forEach(mid -> Continuity.check(meeting.viewer.track(mid)));
    }
}
