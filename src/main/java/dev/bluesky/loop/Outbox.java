package dev.bluesky.loop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;

/**
 * What is sent to a channel in a turn: leaves when that ends, and is bounded by the channel's
 * high-water mark.
 */
final class Outbox implements Turn.Leaving {
    private final Channel channel;
    private final Turn turn;
    private boolean unflushed;

    Outbox(Channel channel, Turn turn) {
        this.channel = channel;
        this.turn = turn;
    }

    /**
     * Whether the network has not taken what went before. A turn alone may send more than may wait,
     * so it is first asked to.
     */
    boolean isBackedUp() {
        if (channel.isWritable()) {
            return false;
        }
        channel.flush();
        return !channel.isWritable();
    }

    /** An empty buffer to be filled and written. */
    ByteBuf buffer(int bytes) {
        return channel.alloc().directBuffer(bytes);
    }

    /** There is no promise for each: what goes wrong comes to the handler's exceptionCaught. */
    void write(Object message) {
        write(message, channel.voidPromise());
    }

    /** The same for one that wants to know. */
    void write(Object message, ChannelPromise promise) {
        var unused = channel.write(message, promise);
        if (!unflushed) {
            unflushed = true;
            turn.willFlush(this);
        }
    }

    /** For one message. */
    ChannelPromise promise() {
        return channel.newPromise();
    }

    @Override
    public void flush() {
        unflushed = false;
        channel.flush();
    }
}
