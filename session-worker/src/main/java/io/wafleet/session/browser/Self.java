package io.wafleet.session.browser;

import org.jspecify.annotations.Nullable;

/** The linked WhatsApp account: bare phone number, bare LID, display name and the phone's platform. */
public record Self(
        String phone,
        @Nullable String lid,
        @Nullable String pushName,
        @Nullable String platform) {}
