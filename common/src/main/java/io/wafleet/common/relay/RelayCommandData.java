package io.wafleet.common.relay;

import io.wafleet.common.problem.FieldProblem;
import java.util.List;

/** What is asked of the webhook-relay. The name on the wire is in {@link RelayCommandType}. */
public sealed interface RelayCommandData
        permits ConfigureWebhook, RotateSecret, DeleteWebhook, TestWebhook, ReplayDelivery, ReplayDeliveries {

    /** What is wrong with the fields, judged by form alone; empty if nothing is. */
    default List<FieldProblem> problems() {
        return List.of();
    }
}
