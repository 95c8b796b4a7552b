package dev.bluesky.peer;

import dev.bluesky.peer.TransportSetup.LoopExecutor;

/**
 * From a publisher's loop to another one, and back.
 *
 * @param home takes commands to the publisher's loop
 * @param packets takes packets away from it
 * @param loop the number of the other one
 * @param there takes commands to the other one
 * @param media of the other one
 */
public record ReplicaPath(
        LoopExecutor home, PacketRelay packets, int loop, LoopExecutor there, MediaContext media) {}
