/**
 * What the wire formats share: numbers as bytes in network order. The formats are the packages
 * below, which import the JDK, this package and, RTCP, the arithmetic of RTP's numbers.
 *
 * <p>Stateless. A position outside of the array is a bug of the caller and throws; the readers of
 * each format check what a packet says before they come here.
 */
@NullMarked
package dev.bluesky.wire;

import org.jspecify.annotations.NullMarked;
