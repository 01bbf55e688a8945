package io.wafleet.common.command;

import io.wafleet.common.account.Network;
import io.wafleet.common.metadata.Metadata;
import io.wafleet.common.problem.FieldProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes an account and opens its page.
 *
 * @param name what people call it, at most 200 characters; the account id if absent
 * @param network {@link Network#WHATSAPP} if absent
 * @param webhookUrl where its events go; the relay makes it the account's endpoint
 * @param webhookEvents which events go there, all if empty
 * @param webhookSecret signs them, in the form {@code whsec_<base64 of 24 to 64 bytes>}; the relay makes one if absent, and
 *     tells it to nobody
 * @param metadata kept with the account, at most 50 entries and 16 KB
 * @param pacing how its sends are paced, where that is not to be as the worker's settings say
 */
public record CreateAccount(
        @Nullable String name,
        @Nullable Network network,
        @Nullable String webhookUrl,
        List<String> webhookEvents,
        @Nullable String webhookSecret,
        Map<String, Object> metadata,
        @Nullable PacingChange pacing)
        implements CommandData {

    public CreateAccount {
        webhookEvents =
                webhookEvents == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(webhookEvents));
        metadata = Metadata.copyOf(metadata);
    }

    @Override
    public List<FieldProblem> problems() {
        return new Form()
                .atMost(200, "name", name)
                .exactText("name", name)
                .httpUrl("webhook_url", webhookUrl)
                .webhookEvents("webhook_events", webhookEvents)
                .webhookSecret("webhook_secret", webhookSecret)
                .metadata("metadata", metadata)
                .pacing("pacing", pacing)
                .problems();
    }
}
