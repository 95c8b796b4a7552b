package dev.bluesky.engine.forward;

import dev.bluesky.peer.PublishedTrack;
import dev.bluesky.peer.ViewerTrack;
import dev.bluesky.sfu.View;
import dev.bluesky.sfu.View.SlotWish;

/** What a viewer of one publisher wants at present. Belongs to the loop. */
final class Wishes {
    private View view = View.DEFAULT;

    void take(View now) {
        view = now;
    }

    /** Feeds the viewer's track as far as it is wanted. */
    void feed(ViewerTrack sink, PublishedTrack source, long nowNs) {
        SlotWish wish = view.slot(sink.section().mid());
        sink.want(wish.height().orElse(Integer.MAX_VALUE), nowNs);
        if (wish.paused()) {
            sink.leave();
        } else {
            sink.follow(source, nowNs);
        }
    }
}
