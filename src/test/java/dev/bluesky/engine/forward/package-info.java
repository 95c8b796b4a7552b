/** The forwarding engine's parts, and the engine without a loop of its own for simulations. */
@NullMarked
package dev.bluesky.engine.forward;

import org.jspecify.annotations.NullMarked;
