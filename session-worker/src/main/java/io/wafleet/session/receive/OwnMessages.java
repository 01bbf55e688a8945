package io.wafleet.session.receive;

import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.message.Media;
import io.wafleet.session.account.Accounts;
import io.wafleet.session.browser.PageMessage;
import io.wafleet.session.media.MediaStore;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells messages that a command has sent by what the page shows of them, and has their files fetched like any other. */
@Component
public class OwnMessages {

    private final Accounts accounts;
    private final MediaStore media;
    private final CollectMedia collect;

    OwnMessages(Accounts accounts, MediaStore media, CollectMedia collect) {
        this.accounts = accounts;
        this.media = media;
        this.collect = collect;
    }

    /** The command that a message is of, with what its caller said about the message. */
    public record Order(String commandId, @Nullable String clientMessageId, Map<String, Object> metadata) {}

    public void tell(LivePage from, PageMessage message, Order order) throws InterruptedException {
        MediaStore.Untold file = message.media() == null
                ? null
                : media.expect(from.account(), message.id(), message.chatId(), MediaClaims.of(from.account(), message));
        from.events()
                .tell(
                        EventIds.of(from.account(), EventType.MESSAGE_SENT, message.id()),
                        new MessageSent(MessageShapes.shape(message, file == null ? null : file.media())
                                .of(order.commandId(), order.clientMessageId(), order.metadata())));
        accounts.countMessage(from.account());
        if (file != null && file.media().status() == Media.Status.PENDING) {
            collect.fetch(from, file);
        }
    }
}
