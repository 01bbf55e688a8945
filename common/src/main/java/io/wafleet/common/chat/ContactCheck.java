package io.wafleet.common.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a number is on WhatsApp.
 *
 * @param input the number as it was asked for
 * @param waId the number WhatsApp knows it by, digits only; national forms may differ from the input
 * @param checkedAt when WhatsApp was asked; an earlier time than now means a remembered answer
 */
public record ContactCheck(
        String input,
        boolean exists,
        @Nullable String waId,
        @Nullable String lid,
        Instant checkedAt) {}
