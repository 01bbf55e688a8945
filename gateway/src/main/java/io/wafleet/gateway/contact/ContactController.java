package io.wafleet.gateway.contact;

import io.wafleet.common.account.AccountId;
import io.wafleet.gateway.account.Accounts;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.answer.Pagination;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.request.Limit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows whom an account knows.
 *
 * <p>Failure policy: without the database, or before the relay has made its view, a read is UNAVAILABLE.
 */
@RestController
@RequestMapping("/api/accounts/{id}/contacts")
class ContactController {

    private final JdbcClient database;
    private final Accounts accounts;

    ContactController(JdbcClient database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    @GetMapping
    Answer list(
            Caller caller,
            @PathVariable AccountId id,
            @RequestParam @Nullable String q,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        caller.need(Scope.READ, id);
        int most = Limit.of(limit);
        List<Contact> page = page(id, q, cursor, most);
        if (page.isEmpty()) {
            accounts.get(id);
        }
        return Answer.page("Contacts", page, Pagination.of(page, most, 0, Contact::id));
    }

    /** In the order of their ids. */
    private List<Contact> page(AccountId account, @Nullable String q, @Nullable String after, int limit) {
        return database.sql("""
                        select id, phone, lid, name, push_name, is_business from relay.contact_view
                        where account_id = :account and id > coalesce(:after, '')
                          and (:q::text is null or relay.search_form(
                            coalesce(name, '') || ' ' || coalesce(push_name, '') || ' ' || id) like relay.search_pattern(:q))
                        order by id limit :limit""")
                .param("account", account.value())
                .param("after", after)
                .param("q", q)
                .param("limit", limit)
                .query((row, index) -> new Contact(
                        row.getString("id"),
                        row.getString("phone"),
                        row.getString("lid"),
                        row.getString("name"),
                        row.getString("push_name"),
                        row.getBoolean("is_business")))
                .list();
    }
}
