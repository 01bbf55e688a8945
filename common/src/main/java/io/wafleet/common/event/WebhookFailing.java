package io.wafleet.common.event;

import java.time.Instant;

/**
 * An endpoint has not had one success for a while; if it goes on like that it will be disabled.
 *
 * @param endpointId which one of the account's, or of the global ones where the event has no account
 * @param failingSince its first failure after its last success
 * @param disabledAt when it will be disabled
 * @param percent how much of that time is over: 50, 70 or 90
 */
public record WebhookFailing(String endpointId, Instant failingSince, Instant disabledAt, int percent)
        implements EventData {}
