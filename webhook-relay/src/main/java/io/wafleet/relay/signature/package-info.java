/**
 * Signs deliveries as Standard Webhooks asks: HMAC-SHA256 over {@code id.timestamp.body} with a secret that only the
 * relay and the receiver know, or with two while one replaces the other. Beside it, if an endpoint asks for it, as
 * WhatsApp's Cloud API does.
 *
 * <p>A {@code WebhookSecret} never shows itself in logs or exceptions; its text is asked for by name, where it is stored and
 * where it is told to whoever set it.
 */
@NullMarked
package io.wafleet.relay.signature;

import org.jspecify.annotations.NullMarked;
