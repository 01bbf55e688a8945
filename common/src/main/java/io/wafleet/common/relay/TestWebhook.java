package io.wafleet.common.relay;

import io.wafleet.common.command.Form;
import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Delivers a {@code webhook.test} event and answers with what came back.
 *
 * @param endpointId which endpoint; {@code default} if absent
 * @param url an address to try instead of the endpoint's own
 */
public record TestWebhook(
        @Nullable String endpointId, @Nullable String url) implements RelayCommandData {

    @Override
    public List<FieldProblem> problems() {
        return new Form()
                .exactText("endpoint_id", endpointId)
                .httpUrl("url", url)
                .problems();
    }
}
