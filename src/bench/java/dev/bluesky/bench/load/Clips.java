package dev.bluesky.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packets that shapes are run with; clips are recorded when they are first wanted. */
public final class Clips {
    private final Path folder;
    private final Map<List<PictureSize>, ClipPackets> known = new HashMap<>();

    /**
     * @param folder where they are kept
     */
    public Clips(Path folder) {
        this.folder = folder;
    }

    /** Where they are kept. */
    Path folder() {
        return folder;
    }

    /** In the sizes that the shape's publishers send. */
    public ClipPackets of(Shape shape) throws IOException {
        ClipPackets packets = known.get(shape.sizes());
        if (packets == null) {
            List<VideoClip> clips = new ArrayList<>();
            for (PictureSize size : shape.sizes()) {
                clips.add(VideoClip.at(folder, size));
            }
            packets = new ClipPackets(clips);
            known.put(shape.sizes(), packets);
        }
        return packets;
    }
}
