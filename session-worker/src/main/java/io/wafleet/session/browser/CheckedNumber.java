package io.wafleet.session.browser;

import org.jspecify.annotations.Nullable;

/**
 * What WhatsApp says of a number.
 *
 * @param waId the number it knows it by, digits only
 * @param lid the hidden id behind it, digits only
 */
public record CheckedNumber(
        boolean exists, @Nullable String waId, @Nullable String lid) {}
