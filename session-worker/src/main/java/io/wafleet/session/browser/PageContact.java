package io.wafleet.session.browser;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whose card was sent.
 *
 * @param name as the message shows it
 * @param vcard the card itself
 */
public record PageContact(@Nullable String name, String vcard) {}
