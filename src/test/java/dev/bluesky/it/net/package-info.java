/**
 * Networks of a test's own: a namespace of Linux in which browsers run, joined to the server by a
 * pair of virtual network cards, with loss if wanted. Needs root (CAP_NET_ADMIN and CAP_SYS_ADMIN)
 * and the programs {@code ip} and {@code nft}.
 */
@NullMarked
package dev.bluesky.it.net;

import org.jspecify.annotations.NullMarked;
