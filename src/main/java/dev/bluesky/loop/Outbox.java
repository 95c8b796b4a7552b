package dev.bluesky.loop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/**
 * What is sent to a channel in a turn: leaves when that ends, and is bounded by the channel's
 * high-water mark.
 */
final class Outbox {
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
        var unused = channel.write(message, channel.voidPromise());
        if (!unflushed) {
            unflushed = true;
            turn.willFlush(this);
        }
    }

    void flush() {
        unflushed = false;
        channel.flush();
    }
}
