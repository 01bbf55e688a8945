/**
 * Tells whoever watches the phones that something has changed, not what: watchers ask again for what they show.
 *
 * <p>{@code Changes} is told by the pages' sockets and by {@code NoticeChanges} of each request that a phone makes.
 */
@NullMarked
package io.wafleet.sandbox.live;

import org.jspecify.annotations.NullMarked;
