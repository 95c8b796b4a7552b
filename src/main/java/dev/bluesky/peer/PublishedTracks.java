package dev.bluesky.peer;

import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.negotiate.NegotiatedSection;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tracks of one publisher by mid, in the order of its sections. */
final class PublishedTracks {
    private final Map<String, PublishedTrack> byMid = new LinkedHashMap<>();

    /**
     * An offer, the first one or a further one: sections come, go and change.
     *
     * @return those that are over
     */
    Collection<PublishedTrack> negotiated(NegotiatedMedia again) {
        Map<String, PublishedTrack> before = new LinkedHashMap<>(byMid);
        byMid.clear();
        for (NegotiatedSection section : again.sections()) {
            if (section.flows()) {
                PublishedTrack track = before.remove(section.mid());
                if (track == null) {
                    track = new PublishedTrack(section);
                } else {
                    track.negotiated(section);
                }
                byMid.put(section.mid(), track);
            }
        }
        return before.values();
    }

    @Nullable PublishedTrack find(String mid) {
        return byMid.get(mid);
    }

    /** As they come and go. */
    Collection<PublishedTrack> all() {
        return Collections.unmodifiableCollection(byMid.values());
    }

    List<PublishedTrack> list() {
        return List.copyOf(byMid.values());
    }
}
