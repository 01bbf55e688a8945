package io.wafleet.common.relay;

import io.wafleet.common.command.Form;
import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Delivers once more what was delivered or given up before, with the same webhook id. */
public record ReplayDelivery(@Nullable String deliveryId) implements RelayCommandData {

    @Override
    public List<FieldProblem> problems() {
        return new Form()
                .required("delivery_id", deliveryId)
                .exactText("delivery_id", deliveryId)
                .problems();
    }
}
