package io.wafleet.session.receive;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.json.ContractJson;
import io.wafleet.session.browser.PageMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * Remembers which messages of each account have been told as news: all up to a moment, and some after it. The row follows
 * every few seconds and lies behind rather than ahead: what is told once more because of that has the same event id.
 *
 * <p>Failure policy: a {@code DataAccessException} means try again; while Postgres is away the rows stay as they are.
 */
@Component
public class NewsMarks implements AutoCloseable {

    private static final TypeReference<Map<String, Long>> TIMES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<AccountId, ToldNews> told = new ConcurrentHashMap<>();

    NewsMarks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What a page need not tell again.
     *
     * @param from the oldest message that may be missing, in seconds of WhatsApp's clock
     * @param until what is newer has not been told
     */
    public record Mark(long from, long until, Set<String> known) {

        public boolean isKnown(PageMessage message) {
            return known.contains(ToldNews.key(message));
        }
    }

    /** The account has been linked anew: what was written before is its past, and no news. */
    public void linked(AccountId account) {
        begin(account);
        told.remove(account);
    }

    /** Where the account's page has to go on; until {@link #caughtUp} the mark stays there. */
    public Mark of(LivePage page) {
        ToldNews known = told.compute(
                page.account(),
                (account, before) -> before != null && before.epoch() == epoch(page) ? before : read(page));
        known.stop();
        return known.mark();
    }

    /** A message of the page has been told, or is told by somebody else. */
    void told(LivePage page, PageMessage message) {
        ToldNews known = told.get(page.account());
        if (known != null && known.epoch() == epoch(page)) {
            known.add(message, clock.instant().getEpochSecond());
        }
    }

    /** All that the page had has been told; from now on the mark follows. */
    public void caughtUp(LivePage page) {
        ToldNews known = told.get(page.account());
        if (known != null && known.epoch() == epoch(page)) {
            known.follow(System.nanoTime());
        }
    }

    @Scheduled(fixedDelayString = "PT5S")
    void writeDown() {
        List<ToldNews.Row> rows = new ArrayList<>();
        told.values().forEach(news -> news.unwritten(System.nanoTime()).ifPresent(rows::add));
        if (rows.isEmpty()) {
            return;
        }
        // An account that has gone to another worker meanwhile has another epoch.
        jdbc.sql("""
                        update session.news set until = told.until, known = told.known
                        from jsonb_to_recordset(?::jsonb) as told (account text, epoch bigint, until bigint, known jsonb)
                        join session.account on account.id = told.account and account.epoch = told.epoch
                        where news.account_id = told.account
                        """).param(ContractJson.mapper().writeValueAsString(rows)).update();
        rows.forEach(row ->
                Optional.ofNullable(told.get(new AccountId(row.account()))).ifPresent(news -> news.written(row)));
    }

    @Override
    public void close() {
        writeDown();
    }

    private ToldNews read(LivePage page) {
        return jdbc.sql("select since, until, known from session.news where account_id = ?")
                .param(page.account().value())
                .query((row, number) -> new ToldNews(
                        page.account(),
                        epoch(page),
                        row.getLong("since"),
                        row.getLong("until"),
                        ContractJson.mapper().readValue(row.getString("known"), TIMES)))
                .optional()
                .orElseGet(() -> {
                    begin(page.account());
                    return read(page);
                });
    }

    private void begin(AccountId account) {
        long now = clock.instant().getEpochSecond();
        jdbc.sql("""
                        insert into session.news (account_id, since, until) values (?, ?, ?)
                        on conflict (account_id) do update
                            set since = excluded.since, until = excluded.until, known = default
                        """).params(account.value(), now, now).update();
    }

    private static long epoch(LivePage page) {
        return page.events().epoch();
    }
}
