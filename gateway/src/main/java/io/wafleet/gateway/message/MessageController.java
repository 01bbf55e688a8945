package io.wafleet.gateway.message;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.answer.Pagination;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import io.wafleet.gateway.request.Limit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the log of messages. */
@RestController
@RequestMapping("/api/accounts/{id}/messages")
class MessageController {

    private static final int FARTHEST_OFFSET = 10_000;

    private final MessageLog log;

    MessageController(MessageLog log) {
        this.log = log;
    }

    @GetMapping
    Answer list(
            Caller caller,
            @PathVariable AccountId id,
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam @Nullable Integer limit,
            @RequestParam(defaultValue = "0") int offset) {
        caller.need(Scope.READ, id);
        if (offset < 0 || offset > FARTHEST_OFFSET) {
            throw ApiException.invalid(
                    new FieldProblem("/offset", "'offset' is 0 to " + FARTHEST_OFFSET + "; 'cursor' goes further"));
        }
        MessageFilter filter = MessageFilter.of(id, query);
        int most = Limit.of(limit);
        List<LoggedMessage> page = log.list(filter, most, offset);
        return Answer.of(
                "Messages",
                Map.of(
                        "messages",
                        page,
                        "pagination",
                        Pagination.of(
                                page, most, offset, message -> message.cursor().toString())));
    }

    @GetMapping("/{messageId}")
    Answer message(Caller caller, @PathVariable AccountId id, @PathVariable String messageId) {
        caller.need(Scope.READ, id);
        return Answer.of(
                "Message",
                log.find(id, messageId)
                        .orElseThrow(() ->
                                new ApiException(ErrorCode.MESSAGE_NOT_FOUND, "The log has no message of this id")));
    }
}
