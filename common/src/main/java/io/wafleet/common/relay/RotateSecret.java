package io.wafleet.common.relay;

import io.wafleet.common.command.Form;
import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives an endpoint another secret. The one before signs too for a while, so that the receiver can change over in its own
 * time.
 *
 * @param endpointId which endpoint; {@code default} if absent
 * @param secret the new one, {@code whsec_<base64 of 24 to 64 bytes>}; made by the relay if absent
 * @param keepOldSecretSeconds how long the one before still signs, 0 to 604,800 (a week); by the relay's setting if absent
 */
public record RotateSecret(
        @Nullable String endpointId,
        @Nullable String secret,
        @Nullable Integer keepOldSecretSeconds) implements RelayCommandData {

    private static final int WEEK = 604_800;

    @Override
    public List<FieldProblem> problems() {
        return new Form()
                .exactText("endpoint_id", endpointId)
                .webhookSecret("secret", secret)
                .check(
                        keepOldSecretSeconds == null || (keepOldSecretSeconds >= 0 && keepOldSecretSeconds <= WEEK),
                        "keep_old_secret_seconds",
                        "'keep_old_secret_seconds' is 0 to 604800")
                .problems();
    }
}
