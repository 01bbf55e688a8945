/**
 * Files of messages. They come from strangers, so a browser is told to take them for what they are, or else to save
 * them: the type is one of a short list, nothing is sniffed, nothing in them runs.
 */
@NullMarked
package io.wafleet.gateway.media;

import org.jspecify.annotations.NullMarked;
