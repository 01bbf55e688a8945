package io.wafleet.common.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.event.EventType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookEventsTest {

    @Test
    void onlyNamesThatCanEverMatchAreValid() {
        assertThat(List.of("*", "message.*", "poll.vote", "webhook.test")).allMatch(WebhookEvents::isName);
        assertThat(List.of("", "message", "mess*", "command.completed", "account.deleted", "presence.*", ".*"))
                .noneMatch(WebhookEvents::isName);
    }

    @Test
    void resultsOfCommandsAndWhatIsNoNewsAreNobodysWebhooks() {
        assertThat(Arrays.stream(EventType.values()).filter(type -> !WebhookEvents.isDelivered(type.wireName())))
                .containsExactlyInAnyOrder(
                        EventType.ACCOUNT_CREATED,
                        EventType.ACCOUNT_DELETED,
                        EventType.PRESENCE_UPDATED,
                        EventType.CHAT_SEEN,
                        EventType.CHATS_SYNCED,
                        EventType.CONTACTS_SYNCED,
                        EventType.GROUPS_SYNCED,
                        EventType.MESSAGES_SYNCED,
                        EventType.COMMAND_COMPLETED,
                        EventType.COMMAND_FAILED);
    }
}
