package io.wafleet.common.message;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whose number is passed on.
 *
 * @param phone the number, digits only; null where a received card has none
 */
public record ContactCard(String name, @Nullable String phone) {}
