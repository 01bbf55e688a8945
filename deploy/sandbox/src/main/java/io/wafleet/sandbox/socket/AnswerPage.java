package io.wafleet.sandbox.socket;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.message.Conversations;
import io.wafleet.sandbox.message.Groups;
import io.wafleet.sandbox.message.Recipients;
import io.wafleet.sandbox.message.RefusedMessage;
import io.wafleet.sandbox.message.TakeFromPage;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.wire.FromPage;
import io.wafleet.sandbox.wire.ToPage;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers the requests of a linked device. */
@Component
class AnswerPage {

    private final TakeFromPage takeFromPage;
    private final Recipients recipients;
    private final Groups groups;
    private final Conversations conversations;

    AnswerPage(TakeFromPage takeFromPage, Recipients recipients, Groups groups, Conversations conversations) {
        this.takeFromPage = takeFromPage;
        this.recipients = recipients;
        this.groups = groups;
        this.conversations = conversations;
    }

    ToPage answer(Page page, FromPage.Request request) {
        Link device = page.link();
        if (device == null) {
            return new ToPage.Refused(request.rpc(), "ERROR_UNKNOWN", "Nobody is logged in on this page");
        }
        return switch (request) {
            case FromPage.Exists exists -> exists(exists);
            case FromPage.Group group -> group(device.number(), group);
            case FromPage.Send send -> send(device, send);
        };
    }

    private ToPage exists(FromPage.Exists exists) {
        Map<String, Object> answer = recipients
                .person(exists.wid())
                .<Map<String, Object>>map(number -> Map.of("exists", true, "wid", number.wid(), "lid", number.lid()))
                .orElse(Map.of("exists", false));
        return new ToPage.Answer(exists.rpc(), answer);
    }

    private ToPage group(PhoneNumber account, FromPage.Group wanted) {
        return groups.find(wanted.wid())
                .filter(group -> group.has(account))
                .<ToPage>map(group -> new ToPage.Answer(wanted.rpc(), conversations.group(group)))
                .orElseGet(() -> new ToPage.Refused(wanted.rpc(), "ERROR_UNKNOWN", "There is no such group"));
    }

    private ToPage send(Link device, FromPage.Send send) {
        try {
            return new ToPage.Answer(send.rpc(), Map.of("t", takeFromPage.take(device, send.msg())));
        } catch (RefusedMessage e) {
            return new ToPage.Refused(send.rpc(), e.code(), String.valueOf(e.getMessage()));
        }
    }
}
