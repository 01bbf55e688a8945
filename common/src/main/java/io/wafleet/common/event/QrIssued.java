package io.wafleet.common.event;

import java.time.Instant;

/**
 * A new QR code is to be scanned; the one before is void.
 *
 * @param raw the text inside the code
 */
public record QrIssued(String raw, Instant expiresAt) implements EventData {}
