package dev.bluesky.dtls;

import dev.bluesky.srtp.SrtpKeys;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One side of a handshake in the tests: remembers what it heard. */
final class Party implements DtlsListener {
    private static final int PATIENCE_SECONDS = 30;

    private final Consumer<byte[]> network;
    private final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
    private final CompletableFuture<DtlsFailure> failure = new CompletableFuture<>();
    private final CompletableFuture<Void> farewell = new CompletableFuture<>();

    Party(Consumer<byte[]> network) {
        this.network = network;
    }

    @Override
    public void send(byte[] datagram) {
        network.accept(datagram);
    }

    @Override
    public void completed(SrtpKeys exported) {
        keys.complete(exported);
        failure.completeExceptionally(new AssertionError("completed"));
    }

    @Override
    public void failed(DtlsFailure reason) {
        failure.complete(reason);
        keys.completeExceptionally(new AssertionError("failed: " + reason));
    }

    @Override
    public void closedByPeer() {
        farewell.complete(null);
    }

    boolean isQuiet() {
        return !keys.isDone() && !failure.isDone() && !farewell.isDone();
    }

    SrtpKeys keys() {
        return await(keys);
    }

    DtlsFailure failure() {
        return await(failure);
    }

    void awaitFarewell() {
        await(farewell);
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
