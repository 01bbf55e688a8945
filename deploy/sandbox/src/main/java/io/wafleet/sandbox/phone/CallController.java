package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.message.Draft;
import io.wafleet.sandbox.message.Groups;
import io.wafleet.sandbox.message.NewDraft;
import io.wafleet.sandbox.message.WriteToAccount;
import io.wafleet.sandbox.wire.WireContent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Calls: they ring and are missed, as nobody can speak here. */
@RestController
class CallController {

    private final LinkedAccounts accounts;
    private final Groups groups;
    private final NewDraft newDraft;
    private final WriteToAccount writeToAccount;

    CallController(LinkedAccounts accounts, Groups groups, NewDraft newDraft, WriteToAccount writeToAccount) {
        this.accounts = accounts;
        this.groups = groups;
        this.newDraft = newDraft;
        this.writeToAccount = writeToAccount;
    }

    @PostMapping(path = "/phone/call", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> call(@RequestBody CallRequest request) {
        PhoneNumber account = accounts.named(request.account());
        PhoneNumber from = Wanted.number(request.from(), "from");
        String group = request.group() == null ? null : Wanted.group(request.group());
        if (group != null
                && groups.find(group).filter(found -> found.has(account)).isEmpty()) {
            throw PhoneError.notFound("The account is in no such group");
        }
        Draft call = newDraft.of(
                "call_log",
                WireContent.notice(Boolean.TRUE.equals(request.video()) ? "miss_video" : "miss", List.of(), null));
        var written = writeToAccount.write(account, from, group, call);
        return Map.of("ok", true, "id", written.wire().bareId());
    }

    record CallRequest(
            @Nullable String account,
            @Nullable String from,
            @Nullable String group,
            @Nullable Boolean video) {}
}
