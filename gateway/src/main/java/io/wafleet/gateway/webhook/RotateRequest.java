package io.wafleet.gateway.webhook;

import io.wafleet.common.relay.RotateSecret;
import org.jspecify.annotations.Nullable;

/** The body that gives an endpoint another secret; all of it may be left out. */
record RotateRequest(@Nullable String secret, @Nullable Integer keepOldSecretSeconds) {

    static RotateSecret of(@Nullable RotateRequest wanted, String endpointId) {
        return wanted == null
                ? new RotateSecret(endpointId, null, null)
                : new RotateSecret(endpointId, wanted.secret, wanted.keepOldSecretSeconds);
    }
}
