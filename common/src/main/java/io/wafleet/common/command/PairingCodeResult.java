package io.wafleet.common.command;

import java.time.Instant;

/**
 * A code to type into the phone.
 *
 * @param code 8 letters and digits
 */
public record PairingCodeResult(String code, Instant expiresAt) {}
