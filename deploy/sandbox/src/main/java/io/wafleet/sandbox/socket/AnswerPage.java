package io.wafleet.sandbox.socket;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.message.Conversations;
import io.wafleet.sandbox.message.Groups;
import io.wafleet.sandbox.message.Recipients;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.wire.FromPage;
import io.wafleet.sandbox.wire.ToPage;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers what a linked device asks for. */
@Component
class AnswerPage {

    private final Recipients recipients;
    private final Groups groups;
    private final Conversations conversations;

    AnswerPage(Recipients recipients, Groups groups, Conversations conversations) {
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
            case FromPage.Exists exists -> exists(device.number(), exists);
            case FromPage.Group group -> group(device.number(), group);
        };
    }

    private ToPage exists(PhoneNumber account, FromPage.Exists exists) {
        Map<String, Object> answer = recipients
                .person(account, exists.wid())
                .<Map<String, Object>>map(number -> Map.of("exists", true, "wid", number.wid(), "lid", number.lid()))
                .orElse(Map.of("exists", false));
        return new ToPage.Answer(exists.rpc(), answer);
    }

    private ToPage group(PhoneNumber account, FromPage.Group wanted) {
        return groups.find(wanted.wid())
                .filter(group -> group.has(account))
                .<ToPage>map(group -> new ToPage.Answer(wanted.rpc(), conversations.group(account, group)))
                .orElseGet(() -> new ToPage.Refused(wanted.rpc(), "ERROR_UNKNOWN", "There is no such group"));
    }
}
