/** A chat message and its media, as events, the message log and webhooks show them. */
@NullMarked
package io.wafleet.common.message;

import org.jspecify.annotations.NullMarked;
