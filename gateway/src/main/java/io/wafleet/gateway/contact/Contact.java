package io.wafleet.gateway.contact;

import org.jspecify.annotations.Nullable;

/**
 * Somebody the account knows.
 *
 * @param id of the chat with them
 * @param phone null while only the hidden id is known
 * @param name as the phone book has it
 * @param pushName as they call themselves
 */
record Contact(
        String id,
        @Nullable String phone,
        @Nullable String lid,
        @Nullable String name,
        @Nullable String pushName,
        boolean isBusiness) {}
