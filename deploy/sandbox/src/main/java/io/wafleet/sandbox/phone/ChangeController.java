package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.message.ChangeFromPhone;
import io.wafleet.sandbox.message.Messages;
import io.wafleet.sandbox.message.RefusedMessage;
import io.wafleet.sandbox.message.StoredMessage;
import io.wafleet.sandbox.wire.WireAddition;
import io.wafleet.sandbox.wire.WireContent;
import io.wafleet.sandbox.wire.WireMessage;
import io.wafleet.sandbox.wire.WirePoll;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What phones do to messages that are there already: react, edit, revoke, vote. */
@RestController
@RequestMapping(path = "/phone", consumes = MediaType.APPLICATION_JSON_VALUE)
class ChangeController {

    private final ChangeFromPhone changeFromPhone;
    private final Messages messages;
    private final LinkedAccounts accounts;

    ChangeController(ChangeFromPhone changeFromPhone, Messages messages, LinkedAccounts accounts) {
        this.changeFromPhone = changeFromPhone;
        this.messages = messages;
        this.accounts = accounts;
    }

    @PostMapping("/react")
    Map<String, Object> react(@RequestBody ChangeRequest request) {
        String emoji = Objects.requireNonNullElse(request.emoji(), "");
        return change(request, "reaction", null, null, WireAddition.reaction(id(request), emoji));
    }

    @PostMapping("/edit")
    Map<String, Object> edit(@RequestBody ChangeRequest request) {
        String body = ReadDraft.text(request.body());
        return change(request, "protocol", "message_edit", body, WireAddition.toMessage(id(request)));
    }

    /** One's own message, or as an admin of the group that of another. */
    @PostMapping("/revoke")
    Map<String, Object> revoke(@RequestBody ChangeRequest request) {
        boolean own = parent(request).sender().equals(from(request));
        String subtype = own ? "sender_revoke" : "admin_revoke";
        return change(request, "protocol", subtype, null, WireAddition.toMessage(id(request)));
    }

    @PostMapping("/vote")
    Map<String, Object> vote(@RequestBody ChangeRequest request) {
        WirePoll poll = parent(request).wire().content().poll();
        if (poll == null || poll.pollOptions() == null) {
            throw PhoneError.invalid("\"id\" is not the id of a poll");
        }
        List<String> names = Objects.requireNonNullElse(request.options(), List.of());
        List<Integer> chosen = poll.pollOptions().stream()
                .filter(option -> names.contains(option.name()))
                .map(WirePoll.Option::localId)
                .toList();
        if (chosen.size() < names.size()) {
            throw PhoneError.invalid("\"options\" has something that is not an option of the poll");
        }
        return change(request, "poll_update", null, null, WireAddition.vote(id(request), chosen));
    }

    private Map<String, Object> change(
            ChangeRequest request,
            String type,
            @Nullable String subtype,
            @Nullable String body,
            WireAddition addition) {
        try {
            StoredMessage change = changeFromPhone.change(
                    accounts.named(request.account()),
                    from(request),
                    type,
                    WireContent.adding(subtype, body, addition));
            return Map.of(
                    "ok",
                    true,
                    "id",
                    change.wire().bareId(),
                    "key",
                    change.wire().id());
        } catch (RefusedMessage e) {
            throw PhoneError.invalid(String.valueOf(e.getMessage()));
        }
    }

    private StoredMessage parent(ChangeRequest request) {
        return messages.byId(accounts.named(request.account()), id(request))
                .orElseThrow(() -> PhoneError.notFound("The account has no message with this id"));
    }

    private static String id(ChangeRequest request) {
        return WireMessage.bareId(Wanted.text(request.id(), "id"));
    }

    private static PhoneNumber from(ChangeRequest request) {
        return Wanted.number(request.from(), "from");
    }

    /** What to change: the id of a message, or its whole key, and what the call needs. */
    record ChangeRequest(
            @Nullable String account,
            @Nullable String from,
            @Nullable String id,
            @Nullable String emoji,
            @Nullable String body,
            @Nullable List<String> options) {}
}
