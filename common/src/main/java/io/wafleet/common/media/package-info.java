/**
 * Files of messages, as gateway, worker and relay share them: {@link io.wafleet.common.media.SignedLinks} makes addresses
 * that work for a while without an API key.
 */
@NullMarked
package io.wafleet.common.media;

import org.jspecify.annotations.NullMarked;
