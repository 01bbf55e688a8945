package io.wafleet.sandbox;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The knobs of the sandbox, under {@code wafleet.sandbox}.
 *
 * @param data where links, messages, media and the certificate are kept
 * @param tlsPort the second port, for clients that insist on https; 0 or less turns it off
 * @param qrRotation how long one QR code is valid
 * @param qrRefs how many QR codes a page shows before it goes idle
 * @param linkCodeLife how long a code that is typed into the phone is valid
 * @param syncDelay how long a page syncs after a login before it is ready
 * @param deliveryDelay how long a phone takes to confirm that a message was delivered
 * @param lidMode whether chats are kept under LIDs, as on migrated accounts
 * @param minifiedKeys whether message keys hide their text as the newest versions of WhatsApp Web do
 * @param csp whether the page has a Content-Security-Policy
 * @param missingNumbers numbers that are not on WhatsApp
 * @param maxMedia the largest file that can be carried
 */
@Validated
@ConfigurationProperties("wafleet.sandbox")
public record SandboxSettings(
        @NotNull Path data,
        int tlsPort,
        @NotNull Duration qrRotation,
        @Min(1) int qrRefs,
        @NotNull Duration linkCodeLife,
        @NotNull Duration syncDelay,
        @NotNull Duration deliveryDelay,
        boolean lidMode,
        boolean minifiedKeys,
        boolean csp,
        @NotNull Set<String> missingNumbers,
        @NotNull DataSize maxMedia) {}
