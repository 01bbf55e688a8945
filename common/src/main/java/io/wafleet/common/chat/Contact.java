package io.wafleet.common.chat;

import org.jspecify.annotations.Nullable;

/**
 * Somebody the account knows.
 *
 * @param phone the number, digits only; null while only the hidden id is known
 * @param lid the hidden id, digits only
 * @param name as the account's phone book has it
 * @param pushName the name they chose for themselves
 */
public record Contact(
        @Nullable String phone,
        @Nullable String lid,
        @Nullable String name,
        @Nullable String pushName,
        boolean isBusiness) {}
