package dev.bluesky.it.peer;

import dev.onvoid.webrtc.media.video.CustomVideoSource;

/** What a peer sends as its picture. */
interface VideoSource {
    CustomVideoSource source();

    int framesPerSecond();

    /** Draws the next frame. */
    void pushNext();
}
