package io.wafleet.common.relay;

import io.wafleet.common.command.Form;
import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes an endpoint; what it still has to deliver is given up.
 *
 * @param endpointId which one; {@code default} if absent
 */
public record DeleteWebhook(@Nullable String endpointId) implements RelayCommandData {

    @Override
    public List<FieldProblem> problems() {
        return new Form().exactText("endpoint_id", endpointId).problems();
    }
}
