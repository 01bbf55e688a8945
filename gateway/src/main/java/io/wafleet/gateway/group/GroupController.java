package io.wafleet.gateway.group;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.account.Accounts;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.answer.Pagination;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import io.wafleet.gateway.request.Limit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the groups of an account. */
@RestController
@RequestMapping("/api/accounts/{id}/groups")
class GroupController {

    private final Groups groups;
    private final Accounts accounts;

    GroupController(Groups groups, Accounts accounts) {
        this.groups = groups;
        this.accounts = accounts;
    }

    @GetMapping
    Answer list(
            Caller caller,
            @PathVariable AccountId id,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        caller.need(Scope.READ, id);
        int most = Limit.of(limit);
        List<Group> page = groups.list(id, cursor, most);
        if (page.isEmpty()) {
            accounts.get(id);
        }
        return Answer.page("Groups", page, Pagination.of(page, most, 0, Group::id));
    }

    @GetMapping("/{groupId}")
    Answer group(Caller caller, @PathVariable AccountId id, @PathVariable String groupId) {
        caller.need(Scope.READ, id);
        return Answer.of("Group", groups.find(id, groupId).orElseThrow(() -> {
            accounts.get(id);
            return new ApiException(ErrorCode.GROUP_NOT_FOUND, "The account is in no group of this id");
        }));
    }
}
