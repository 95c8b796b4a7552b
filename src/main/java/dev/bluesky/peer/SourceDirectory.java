package dev.bluesky.peer;

import dev.bluesky.media.forward.KeyFrameRequests;
import dev.bluesky.media.forward.Router;
import java.util.ArrayList;
import java.util.List;

/** Takes viewers' wishes for key frames to the stream that they are fed from. */
final class SourceDirectory implements KeyFrameRequests {
    private final List<InboundStream.Media> streams = new ArrayList<>();

    void add(InboundStream.Media stream) {
        streams.add(stream);
    }

    void remove(InboundStream.Media stream) {
        streams.remove(stream);
    }

    /** How many there are. */
    int size() {
        return streams.size();
    }

    @Override
    public void request(Router source, long nowNs) {
        for (InboundStream.Media stream : streams) {
            if (stream.router() == source) {
                stream.requestKeyFrame(nowNs);
                return;
            }
        }
    }
}
