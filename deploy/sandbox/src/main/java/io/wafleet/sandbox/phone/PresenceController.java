package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.message.CurrentMessages;
import io.wafleet.sandbox.presence.ChatState;
import io.wafleet.sandbox.presence.TellPresence;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Typing, recording and being online, of phones and as phones see it. */
@RestController
@RequestMapping("/phone")
class PresenceController {

    private static final int READ = 3;

    private final TellPresence tellPresence;
    private final CurrentMessages messages;
    private final LinkedAccounts accounts;

    PresenceController(TellPresence tellPresence, CurrentMessages messages, LinkedAccounts accounts) {
        this.tellPresence = tellPresence;
        this.messages = messages;
        this.accounts = accounts;
    }

    @PostMapping(path = "/typing", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> typing(@RequestBody PresenceRequest request) {
        ChatState state = ChatState.named(Wanted.text(request.state(), "state"))
                .orElseThrow(() -> PhoneError.invalid("\"state\" is not typing, recording or paused"));
        String group = request.group() == null ? null : Wanted.group(request.group());
        tellPresence.does(Wanted.number(request.from(), "from"), accounts.named(request.account()), group, state);
        return Map.of("ok", true);
    }

    /** Only accounts that have subscribed to this phone hear of it. */
    @PostMapping(path = "/presence", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> presence(@RequestBody PresenceRequest request) {
        accounts.named(request.account());
        boolean available = switch (Wanted.text(request.state(), "state")) {
            case "available" -> true;
            case "unavailable" -> false;
            default -> throw PhoneError.invalid("\"state\" is not available or unavailable");
        };
        tellPresence.isOnline(Wanted.number(request.from(), "from"), available);
        return Map.of("ok", true);
    }

    /** What the phone of a number sees of an account in their chat, or in a group. */
    @GetMapping("/{number}/presence")
    Seen seen(@PathVariable String number, @RequestParam String account, @RequestParam @Nullable String group) {
        PhoneNumber phone = Wanted.number(number, "number");
        PhoneNumber of = accounts.named(account);
        String chat = group == null ? phone.digits() : Wanted.group(group);
        var presence = tellPresence.seenBy(chat, of);
        long unseen = messages.conversation(of, chat).stream()
                .map(message -> message.message())
                .filter(message -> message.sender().equals(phone) && message.ack() < READ)
                .count();
        return new Seen(presence.available(), presence.state(), presence.stateAt(), unseen == 0, unseen);
    }

    record PresenceRequest(
            @Nullable String account,
            @Nullable String from,
            @Nullable String group,
            @Nullable String state) {}

    /**
     * What is seen of an account.
     *
     * @param seen whether it has seen everything that the phone wrote there
     */
    record Seen(
            @Nullable Boolean available,
            @Nullable String state,
            @Nullable Long stateAt,
            boolean seen,
            long unseen) {}
}
