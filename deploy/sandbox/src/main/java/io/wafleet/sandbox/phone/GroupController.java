package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.message.ChangeGroup;
import io.wafleet.sandbox.message.Groups;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Makes and changes groups. */
@RestController
class GroupController {

    private final LinkedAccounts accounts;
    private final Groups groups;
    private final ChangeGroup changeGroup;

    GroupController(LinkedAccounts accounts, Groups groups, ChangeGroup changeGroup) {
        this.accounts = accounts;
        this.groups = groups;
        this.changeGroup = changeGroup;
    }

    /** A new group has the one who makes it, and the account, as members. */
    @PostMapping(path = "/phone/group", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> change(@RequestBody GroupRequest request) {
        PhoneNumber account = accounts.named(request.account());
        String group = Wanted.group(Wanted.text(request.group(), "group"));
        PhoneNumber by = by(request, group, account);
        if (groups.find(group).isEmpty()) {
            groups.join(group, request.subject(), by);
            changeGroup.add(group, by, List.of(account));
        } else if (request.subject() != null) {
            changeGroup.rename(group, by, Wanted.text(request.subject(), "subject"));
        }
        changeGroup.add(group, by, numbers(request.add(), "add"));
        changeGroup.promote(group, by, numbers(request.promote(), "promote"));
        changeGroup.demote(group, by, numbers(request.demote(), "demote"));
        changeGroup.remove(group, by, numbers(request.remove(), "remove"));
        return Map.of("ok", true, "group", group);
    }

    /** Who is not named is the owner. */
    private PhoneNumber by(GroupRequest request, String group, PhoneNumber account) {
        return request.from() == null
                ? groups.find(group).map(Groups.Group::owner).orElse(account)
                : Wanted.number(request.from(), "from");
    }

    private static List<PhoneNumber> numbers(@Nullable List<String> texts, String field) {
        return texts == null
                ? List.of()
                : texts.stream().map(text -> Wanted.number(text, field)).toList();
    }

    record GroupRequest(
            @Nullable String account,
            @Nullable String from,
            @Nullable String group,
            @Nullable String subject,
            @Nullable List<String> add,
            @Nullable List<String> remove,
            @Nullable List<String> promote,
            @Nullable List<String> demote) {}
}
