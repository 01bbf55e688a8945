package io.wafleet.gateway.account;

import io.wafleet.common.command.PacingChange;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.problem.ApiException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The {@code pacing} of a body, where a null means something else than a field that is absent. */
final class PacingWish {

    private PacingWish() {}

    static @Nullable PacingChange of(@Nullable JsonNode given) {
        if (given == null) {
            return null;
        }
        if (given.isNull()) {
            return PacingChange.reset();
        }
        if (!given.isObject()) {
            throw ApiException.invalid(new FieldProblem("/pacing", "'pacing' is an object, or null"));
        }
        return ContractJson.mapper().treeToValue(given, PacingChange.class);
    }
}
