package io.wafleet.gateway.key;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.problem.ApiException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who makes a request, and what they may do.
 *
 * @param keyId the id of the key they showed
 * @param accounts the only accounts they may touch; all of them if empty
 */
public record Caller(String keyId, Set<Scope> scopes, Set<AccountId> accounts) {

    private static final String ATTRIBUTE = Caller.class.getName();

    public Caller {
        scopes = Set.copyOf(scopes);
        accounts = Set.copyOf(accounts);
    }

    /** Lets the request pass as theirs; no key is asked for any more. */
    public void enter(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /** Who makes the request, if that is known already. */
    static @Nullable Caller of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    /** Whether there is a key, good or not; it is judged before anything else that the request shows. */
    public static boolean showsAKey(HttpHeaders headers) {
        return Authentication.shownKey(headers) != null;
    }

    public boolean seesAll() {
        return accounts.isEmpty();
    }

    /** Null is what belongs to no account; only those who see all accounts see it. */
    public boolean sees(@Nullable AccountId account) {
        return seesAll() || (account != null && accounts.contains(account));
    }

    /**
     * Lets pass who has the scope.
     *
     * @throws ApiException FORBIDDEN without it
     */
    public void need(Scope scope) {
        if (!has(scope)) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN,
                    "This key does not have the scope '" + scope.name().toLowerCase(Locale.ROOT) + "'");
        }
    }

    public boolean has(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
    }

    /**
     * Lets pass who has the scope for this account.
     *
     * @throws ApiException FORBIDDEN without the scope, or where the key is for other accounts
     */
    public void need(Scope scope, AccountId account) {
        need(scope);
        if (!sees(account)) {
            throw new ApiException(ErrorCode.FORBIDDEN, "This key is not for account '" + account + "'");
        }
    }

    /**
     * Lets pass who has the scope for all accounts.
     *
     * @throws ApiException FORBIDDEN without the scope, or where the key is for some accounts only
     */
    public void needForAll(Scope scope) {
        need(scope);
        if (!seesAll()) {
            throw new ApiException(ErrorCode.FORBIDDEN, "This key is for some accounts only");
        }
    }
}
