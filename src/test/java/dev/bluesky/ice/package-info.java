/** Behaviour of the lite agent in virtual time, and what it withstands. */
@NullMarked
package dev.bluesky.ice;

import org.jspecify.annotations.NullMarked;
