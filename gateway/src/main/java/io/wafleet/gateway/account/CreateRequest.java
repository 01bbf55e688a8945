package io.wafleet.gateway.account;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.Network;
import io.wafleet.common.command.CreateAccount;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.problem.ApiException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of a create.
 *
 * @param id chosen by the gateway if absent
 * @param proxy not supported yet; refused rather than ignored, since the account would show another address than meant
 * @param pacing where its sends are to be paced otherwise than the worker's settings say
 */
record CreateRequest(
        @Nullable String id,
        @Nullable String name,
        @Nullable Network network,
        @Nullable String webhookUrl,
        @Nullable List<String> webhookEvents,
        @Nullable String webhookSecret,
        @Nullable Object proxy,
        @Nullable Map<String, Object> metadata,
        @Nullable JsonNode pacing) {

    @Nullable
    AccountId accountId() {
        if (id == null) {
            return null;
        }
        if (!AccountId.isValid(id)) {
            throw ApiException.invalid(new FieldProblem(
                    "/id", "'id' is 1 to 64 letters, digits, '-' or '_', and starts with a letter or digit"));
        }
        return new AccountId(id);
    }

    /** Whether its webhook is to be signed with a secret that somebody else has to make. */
    boolean lacksSecret() {
        return webhookUrl != null && webhookSecret == null;
    }

    CreateAccount command(@Nullable String madeSecret) {
        if (proxy != null) {
            throw ApiException.invalid(new FieldProblem("/proxy", "'proxy' is not supported yet"));
        }
        if (name != null && name.isBlank()) {
            throw ApiException.invalid(new FieldProblem("/name", "'name' is empty"));
        }
        return new CreateAccount(
                name,
                network,
                webhookUrl,
                webhookEvents == null ? List.of() : webhookEvents,
                webhookSecret == null ? madeSecret : webhookSecret,
                metadata == null ? Map.of() : metadata,
                PacingWish.of(pacing));
    }
}
