package io.wafleet.common.event;

import io.wafleet.common.metadata.Metadata;
import java.time.Instant;
import java.util.Map;

/**
 * WhatsApp asks for a passkey before it links the account.
 *
 * @param request the options of {@code navigator.credentials.get}, in the JSON form of WebAuthn
 * @param expiresAt after which the prompt has gone
 */
public record PasskeyAsked(Map<String, Object> request, Instant expiresAt) implements EventData {

    public PasskeyAsked {
        request = Metadata.copyOf(request);
    }
}
