package dev.bluesky.loop;

import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;

/** A network that takes nothing, until it does. */
final class StuckChannel extends EmbeddedChannel {
    boolean stuck = true;

    /** How often it was asked to take what waits. */
    int flushes;

    StuckChannel(int backlogBytes) {
        config().setOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(backlogBytes / 2, backlogBytes));
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer waiting) throws Exception {
        flushes++;
        if (!stuck) {
            super.doWrite(waiting);
        }
    }
}
