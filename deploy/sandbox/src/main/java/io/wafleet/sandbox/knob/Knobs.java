package io.wafleet.sandbox.knob;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the sandbox behaves towards an account, or towards everybody. Times are milliseconds, at most an hour.
 *
 * @param qrRotationMs how long one QR code is valid
 * @param qrRefs how many QR codes a page shows before it goes idle
 * @param linkCodeLifeMs how long a code that is typed into the phone is valid
 * @param syncDelayMs how long a page syncs after a login before it is ready
 * @param deliveryDelayMs how long a phone takes to confirm that a message was delivered
 * @param serverAckDelayMs how long the server takes to confirm a message to the page that sent it
 * @param sendError with what every send is refused, if it is
 * @param deaf whether the connection is there but carries nothing, in either direction, until this is false again
 * @param slowMediaMs how much longer each download of a file takes
 * @param mediaError whether each download of a file fails
 * @param minifiedKeys whether message keys hide their text as the newest versions of WhatsApp Web do
 * @param csp whether the page has a Content-Security-Policy
 * @param lidMode whether chats are kept under LIDs, as on migrated accounts
 * @param passkey whether a page has to show the passkey of the phone before it is linked
 * @param missingNumbers numbers that are not on WhatsApp
 */
public record Knobs(
        @Min(100) @Max(HOUR) long qrRotationMs,
        @Min(1) @Max(1_000) int qrRefs,
        @Min(100) @Max(HOUR) long linkCodeLifeMs,
        @Min(0) @Max(HOUR) long syncDelayMs,
        @Min(0) @Max(HOUR) long deliveryDelayMs,
        @Min(0) @Max(HOUR) long serverAckDelayMs,

        @Pattern(regexp = "ERROR_(UNKNOWN|NETWORK|EXPIRED|CANCELLED|UPLOAD)") @Nullable
        String sendError,

        boolean deaf,
        @Min(0) @Max(HOUR) long slowMediaMs,
        boolean mediaError,
        boolean minifiedKeys,
        boolean csp,
        boolean lidMode,
        boolean passkey,
        @NotNull Set<@Pattern(regexp = "[0-9]{5,15}") String> missingNumbers) {

    private static final long HOUR = 3_600_000;

    /** Whether a page has to load itself anew to get from the other knobs to these. */
    public boolean changesPage(Knobs other) {
        return minifiedKeys != other.minifiedKeys || csp != other.csp || lidMode != other.lidMode;
    }
}
