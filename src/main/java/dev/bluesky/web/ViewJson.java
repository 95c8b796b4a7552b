package dev.bluesky.web;

import dev.bluesky.sfu.IdRules;
import dev.bluesky.sfu.Muting;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.UserId;
import dev.bluesky.sfu.View;
import dev.bluesky.sfu.View.SlotWish;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Reads what a viewer wants, and what a publisher says of its tracks. */
final class ViewJson {

    /** As many as a room takes by default. */
    static final int PINNED_MAX = 100;

    /** As many m-lines as an offer may have. */
    static final int SLOTS_MAX = 256;

    /** The largest picture of any codec. */
    static final int HEIGHT_MAX = 16_384;

    private static final int MID_CHARS_MAX = 128;

    private ViewJson() {}

    /**
     * Reads {@code {"pinned":["bob"],"slots":[{"mid":"3","height":360,"paused":false}]}}.
     *
     * @throws SfuException MALFORMED
     */
    static View view(byte[] body, IdRules rules) {
        JsonMembers members = JsonMembers.parse(body, "The body");
        Set<UserId> pinned = new LinkedHashSet<>();
        for (String id : members.strings("pinned", PINNED_MAX)) {
            pinned.add(rules.userId(id));
        }
        return new View(List.copyOf(pinned), slots(members.objects("slots", SLOTS_MAX)));
    }

    private static Map<String, SlotWish> slots(List<JsonMembers> wishes) {
        Map<String, SlotWish> slots = new HashMap<>();
        for (JsonMembers wish : wishes) {
            String mid = wish.requiredString("mid");
            if (mid.length() > MID_CHARS_MAX) {
                throw malformed("A 'mid' has at most " + MID_CHARS_MAX + " characters.");
            }
            boolean paused = wish.bool("paused").orElse(false);
            if (slots.put(mid, new SlotWish(height(wish), paused)) != null) {
                throw malformed("Two of the 'slots' have the same mid.");
            }
        }
        return slots;
    }

    private static OptionalInt height(JsonMembers wish) {
        OptionalInt height = wish.integer("height");
        if (height.isPresent() && (height.getAsInt() < 1 || height.getAsInt() > HEIGHT_MAX)) {
            throw malformed("A 'height' must be a number from 1 to " + HEIGHT_MAX + ".");
        }
        return height;
    }

    /**
     * Reads {@code {"audio":true,"video":false}}.
     *
     * @throws SfuException MALFORMED
     */
    static Muting muting(byte[] body) {
        JsonMembers members = JsonMembers.parse(body, "The body");
        Map<String, Boolean> byKind = new HashMap<>();
        for (String kind : List.of("audio", "video")) {
            members.bool(kind).ifPresent(muted -> byKind.put(kind, muted));
        }
        return new Muting(byKind);
    }

    private static SfuException malformed(String message) {
        return new SfuException(Refusal.MALFORMED, message);
    }
}
