package io.wafleet.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.RunningGateway;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The reads over 100,000 messages in 1,000 chats of one account, beside as many of another: no plan reads the whole
 * table, but for pieces of text without three letters, which have no index; the times over HTTP are printed. How quick they are is told, not tested: it depends on the machine.
 */
class ReadFiguresIT {

    private static final AccountId BUSY = new AccountId("busy");
    private static final int ROUNDS = 40;

    private static final JdbcClient DATABASE = RunningGateway.fleet().views().database();

    @BeforeAll
    static void fill() {
        long firstSeq = 1_000_000; // the other tests of this database choose theirs, below
        for (String account : List.of(BUSY.value(), "neighbour")) {
            DATABASE.sql("""
                            insert into relay.message (seq, account_id, id, direction, chat_id, type, from_number, to_number,
                              is_group, message, timestamp, mentions, media, metadata, ack, backfilled, received_at)
                            overriding system value
                            select ? + n, ?, 'M' || n, case when n % 3 = 0 then 'outbound' else 'inbound' end,
                              (15550000000 + n % 1000) || '@c.us', case when n % 50 = 0 then 'image' when n % 9999 = 0
                              then 'poll' else 'text' end, '15551234567', '15557654321', false,
                              (array['the order', 'שלום עולם', '你好世界', 'please call', 'thanks a lot', 'مرحبا'])[1 + n % 6]
                                || ' ' || md5(n::text) || case when n % 20011 = 0 then ' Zwiebelkuchen 🧅' else '' end,
                              1700000000 + n * 7, '[]', case when n % 50 = 0 then '{"id":"med"}'::jsonb end, '{}',
                              case when n % 3 = 0 then 4 end, false, now()
                            from generate_series(1, 100000) n""").params(firstSeq, account).update();
            firstSeq += 1_000_000;
            DATABASE.sql("""
                            insert into relay.chat (account_id, id, is_group, last_message, last_message_at, last_activity)
                            select distinct on (chat_id) account_id, chat_id, false, seq, timestamp, timestamp
                            from relay.message where account_id = ? order by chat_id, timestamp desc""").param(account).update();
            DATABASE.sql("""
                            insert into relay.contact (account_id, id, phone, push_name)
                            select account_id, id, split_part(id, '@', 1), 'Person ' || right(id, 9) from relay.chat
                            where account_id = ?""").param(account).update();
        }
        for (String table : List.of("message", "chat", "contact")) {
            DATABASE.sql("vacuum analyze relay." + table).update();
        }
    }

    private static Map<String, String> reads() {
        Map<String, String> reads = new LinkedHashMap<>();
        String deep = new Place(1_700_350_000L, 1).toString();
        reads.put("newest", "messages");
        reads.put("by cursor, half way down", "messages?cursor=" + deep);
        reads.put("of one chat", "messages?chat_id=15550000042@c.us");
        reads.put("of a type, frequent", "messages?type=image");
        reads.put("of a type, rare", "messages?type=poll");
        reads.put("with a file", "messages?has_media=true");
        reads.put("by direction", "messages?direction=outbound");
        reads.put("by status", "messages?status=read");
        reads.put("by status, none", "messages?status=failed");
        reads.put("since and until", "messages?since=1700100000&until=1700101000");
        reads.put("search, a rare word", "messages?q=zwiebelk");
        reads.put("search, a frequent word", "messages?q=order");
        reads.put("search, Hebrew", "messages?q=" + encoded("עולם"));
        reads.put("search, two letters of Chinese", "messages?q=" + encoded("世界"));
        reads.put("search, nowhere", "messages?q=nowhere%20at%20all");
        reads.put("search in one chat", "messages?chat_id=15550000042@c.us&q=call");
        return reads;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static MultiValueMap<String, String> query(String path) {
        MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
        UriComponentsBuilder.fromUriString(path)
                .build()
                .getQueryParams()
                .forEach((name, values) ->
                        query.add(name, URLDecoder.decode(values.getFirst(), StandardCharsets.UTF_8)));
        return query;
    }

    @Test
    void noReadOfMessagesScansTheWholeTable() {
        reads().forEach((name, path) -> {
            Condition asked = Condition.of(MessageFilter.of(BUSY, query(path)));
            List<String> plan = DATABASE.sql("explain " + MessageLog.listing(asked))
                    .params(asked.values())
                    .param("limit", 50)
                    .param("offset", 0)
                    .query(String.class)
                    .list();
            assertThat(String.join("\n", plan))
                    .as(name)
                    .doesNotContain("Seq Scan")
                    .containsAnyOf("Index Scan", "Index Only Scan");
        });
    }

    @Test
    void theReadsAreTimed() {
        Client client = RunningGateway.shared().client();
        Map<String, String> paths = reads();
        paths.put("search, a rare emoji", "messages?q=" + encoded("🧅"));
        paths.put("chats", "chats");
        paths.put("chats by name", "chats?q=0042");
        paths.put("messages of a chat", "chats/15550000042/messages");
        paths.put("contacts", "contacts");
        paths.put("one message", "messages/M50000");
        paths.forEach((name, path) -> {
            List<Long> micros = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                assertThat(client.get("/api/accounts/" + BUSY + "/" + path).status())
                        .as(path)
                        .isEqualTo(200);
                micros.add((System.nanoTime() - begin) / 1_000);
            }
            micros.sort(null);
            System.out.printf(
                    "read.figure %-32s p50 %7.1f ms  p95 %7.1f ms%n",
                    name, micros.get(ROUNDS / 2) / 1_000.0, micros.get(ROUNDS * 95 / 100) / 1_000.0);
        });
    }
}
