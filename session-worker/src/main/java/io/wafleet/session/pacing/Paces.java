package io.wafleet.session.pacing;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.Network;
import io.wafleet.common.command.PacingChange;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.CommandError;
import io.wafleet.session.command.CommandFailure;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * How fast each account may send and what it has sent, by the clock of the database, which is the same for all workers.
 *
 * <p>Failure policy: a {@code DataAccessException} means that nobody knows; all statements may be repeated.
 */
@Component
public class Paces {

    private final JdbcClient jdbc;
    private final PacingSettings settings;

    Paces(JdbcClient jdbc, PacingSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** The pace of the account; empty where its sends are not paced. */
    Optional<Pace> of(AccountId account) {
        return settings.enabled()
                ? find(account)
                        .map(own -> settings.of(own.network()).with(own.asked()))
                        .filter(Pace::enabled)
                : Optional.empty();
    }

    /**
     * Checks a change together with what the account asked for before and with the settings.
     *
     * @throws CommandFailure INVALID_REQUEST if the shortest pause would be longer than the longest
     */
    public void check(AccountId account, PacingChange change) throws CommandFailure {
        Optional<Own> own = find(account);
        if (own.isPresent()) {
            check(own.get(), change);
        }
    }

    /** The same for an account that is to be made. */
    public void check(Network network, PacingChange change) throws CommandFailure {
        check(new Own(network, ContractJson.mapper().createObjectNode()), change);
    }

    private void check(Own own, PacingChange change) throws CommandFailure {
        ObjectNode kept = own.asked().deepCopy();
        kept.remove(change.fields().keySet());
        Pace pace =
                settings.of(own.network()).with(kept).with(ContractJson.mapper().valueToTree(change));
        if (pace.gapMinMs() > pace.gapMaxMs()) {
            throw new CommandFailure(CommandError.invalid(List.of(PacingChange.gapProblem("pacing"))));
        }
    }

    RecentSends recent(AccountId account, Pace pace) {
        Map<String, Duration> found = new HashMap<>();
        jdbc.sql("""
                        select span.name, extract(epoch from span.length - (now() - asked_at)) as seconds
                        from (values ('MINUTE', interval '1 minute', :minute), ('HOUR', interval '1 hour', :hour),
                                     ('DAY', interval '1 day', :day)) as span (name, length, most)
                        cross join lateral (
                            select asked_at from session.command
                            where account_id = :account and asked_at > now() - span.length
                            order by asked_at desc offset span.most - 1 limit 1) as last_but_most
                        union all
                        (select 'LAST', extract(epoch from now() - asked_at) from session.command
                         where account_id = :account and asked_at > now() - interval '1 day'
                         order by asked_at desc limit 1)
                        """)
                .param("account", account.value())
                .param("minute", pace.perMinute())
                .param("hour", pace.perHour())
                .param("day", pace.perDay())
                .query((RowCallbackHandler) row ->
                        found.put(row.getString("name"), Duration.ofNanos((long) (row.getDouble("seconds") * 1e9))));
        Map<Window, Duration> full = new EnumMap<>(Window.class);
        for (Window window : Window.values()) {
            Duration room = found.get(window.name());
            if (room != null) {
                full.put(window, room);
            }
        }
        return new RecentSends(found.get("LAST"), full);
    }

    /** The network of an account, and what it asks for itself. */
    private record Own(Network network, ObjectNode asked) {}

    private Optional<Own> find(AccountId account) {
        return jdbc.sql("select network, pacing from session.account where id = ?")
                .param(account.value())
                .query((row, number) -> new Own(
                        Network.valueOf(row.getString("network").toUpperCase(Locale.ROOT)),
                        ContractJson.mapper().readTree(row.getString("pacing")).asObject()))
                .optional();
    }
}
