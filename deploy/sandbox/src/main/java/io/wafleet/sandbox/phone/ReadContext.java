package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.message.Messages;
import io.wafleet.sandbox.wire.WireContext;
import io.wafleet.sandbox.wire.WireMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a phone's message refers to: mentions, the message it answers, whether it was forwarded. */
@Component
class ReadContext {

    private final Messages messages;

    ReadContext(Messages messages) {
        this.messages = messages;
    }

    WireContext read(PhoneNumber account, SendRequest request) {
        List<String> mentions = request.mentions() == null
                ? null
                : request.mentions().stream()
                        .map(number -> Wanted.number(number, "mentions").wid())
                        .toList();
        boolean forwarded = Boolean.TRUE.equals(request.forwarded());
        var quoted = quoted(account, request.quoted());
        return new WireContext(
                mentions,
                forwarded ? true : null,
                forwarded ? 1 : null,
                quoted == null ? null : quoted.bareId(),
                quoted == null ? null : sender(account, quoted),
                quoted == null ? null : excerpt(quoted));
    }

    private @Nullable WireMessage quoted(PhoneNumber account, @Nullable String id) {
        return id == null
                ? null
                : messages.byId(account, WireMessage.bareId(id))
                        .orElseThrow(() -> PhoneError.invalid("\"quoted\" is not the id of a message of this account"))
                        .wire();
    }

    private String sender(PhoneNumber account, WireMessage quoted) {
        return messages.byId(account, quoted.bareId()).orElseThrow().sender().wid();
    }

    private static WireContext.Excerpt excerpt(WireMessage quoted) {
        var content = quoted.content();
        return new WireContext.Excerpt(quoted.type(), content.body() == null ? content.caption() : content.body());
    }
}
