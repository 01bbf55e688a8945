package io.wafleet.common.event;

import io.wafleet.common.account.Network;
import io.wafleet.common.metadata.Metadata;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account was made. */
public record AccountCreated(
        String name,
        Network network,
        @Nullable String webhookUrl,
        List<String> webhookEvents,
        Map<String, Object> metadata)
        implements EventData {

    public AccountCreated {
        webhookEvents = webhookEvents == null ? List.of() : List.copyOf(webhookEvents);
        metadata = Metadata.copyOf(metadata);
    }
}
