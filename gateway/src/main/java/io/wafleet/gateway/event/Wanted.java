package io.wafleet.gateway.event;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.EventType;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which events a client wants and may have.
 *
 * @param accounts all that the caller may see if empty
 * @param types names and families such as {@code message.*}; all but those that have to be asked for if empty
 */
record Wanted(Caller caller, Set<AccountId> accounts, Set<String> types) implements Predicate<LiveEvent> {

    private static final Set<String> NAMES = Arrays.stream(EventType.values())
            .map(EventType::wireName)
            .flatMap(name -> Stream.of(name, family(name)))
            .collect(Collectors.toUnmodifiableSet());

    /** @throws ApiException INVALID_REQUEST for what can never match, FORBIDDEN for an account of others */
    static Wanted of(Caller caller, @Nullable String accounts, @Nullable String types) {
        Set<AccountId> onlyAccounts = words(accounts).map(Wanted::account).collect(Collectors.toSet());
        onlyAccounts.forEach(account -> caller.need(Scope.READ, account));
        Set<String> onlyTypes = words(types).collect(Collectors.toSet());
        if (!NAMES.containsAll(onlyTypes)) {
            throw ApiException.invalid(new FieldProblem(
                    "/types", "'types' has a name that no event has; names are like message.sent or message.*"));
        }
        return new Wanted(caller, onlyAccounts, onlyTypes);
    }

    @Override
    public boolean test(LiveEvent event) {
        return caller.sees(event.account())
                && (accounts.isEmpty() || (event.account() != null && accounts.contains(event.account())))
                && wants(event);
    }

    private boolean wants(LiveEvent event) {
        return types.isEmpty()
                ? !event.isOnRequest()
                : types.contains(event.type()) || types.contains(family(event.type()));
    }

    private static String family(String type) {
        return type.substring(0, type.indexOf('.') + 1) + "*";
    }

    private static AccountId account(String word) {
        if (!AccountId.isValid(word)) {
            throw ApiException.invalid(
                    new FieldProblem("/account_id", "'account_id' has an id that no account can have"));
        }
        return new AccountId(word);
    }

    private static Stream<String> words(@Nullable String list) {
        return list == null
                ? Stream.empty()
                : Arrays.stream(list.split(",", -1)).map(String::strip).filter(word -> !word.isEmpty());
    }
}
