package io.wafleet.gateway.dashboard;

import io.wafleet.gateway.account.Accounts;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import java.lang.management.ManagementFactory;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Figures about the whole installation.
 *
 * <p>Failure policy: what cannot be read at the moment is null.
 */
@RestController
class StatsController {

    private final Accounts accounts;
    private final JdbcClient database;

    StatsController(Accounts accounts, JdbcClient database) {
        this.accounts = accounts;
        this.database = database;
    }

    private record Relay(
            long messages, long pending, @Nullable OffsetDateTime oldestDue) {}

    @GetMapping("/api/dashboard/stats")
    Answer stats(Caller caller) {
        caller.needForAll(Scope.READ);
        Optional<Map<String, Long>> states = accountStates();
        Optional<Relay> relay = relay();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("whatsapp", states.map(StatsController::whatsapp).orElse(null));
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("total_messages", relay.map(Relay::messages).orElse(null));
        stored.put("pending_webhooks", relay.map(Relay::pending).orElse(null));
        stored.put("oldest_pending_webhook", relay.map(Relay::oldestDue).orElse(null));
        data.put("database", stored);
        data.put("uptime", ManagementFactory.getRuntimeMXBean().getUptime() / 1_000);
        data.put("memory", memory());
        return Answer.of("System statistics", data);
    }

    private static Map<String, Object> whatsapp(Map<String, Long> states) {
        long total = states.values().stream().mapToLong(Long::longValue).sum();
        long connected = states.getOrDefault("READY", 0L) + states.getOrDefault("DEGRADED", 0L);
        long waiting = states.getOrDefault("QR", 0L);
        Map<String, Object> whatsapp = new LinkedHashMap<>();
        whatsapp.put("total_accounts", total);
        whatsapp.put("connected_accounts", connected);
        whatsapp.put("qr_pending_accounts", waiting);
        whatsapp.put("disconnected_accounts", total - connected - waiting);
        whatsapp.put("by_status", states);
        return whatsapp;
    }

    private static Map<String, Object> memory() {
        Runtime jvm = Runtime.getRuntime();
        return Map.of("heap_total", jvm.totalMemory(), "heap_used", jvm.totalMemory() - jvm.freeMemory());
    }

    private Optional<Map<String, Long>> accountStates() {
        try {
            return Optional.of(accounts.countByStatus());
        } catch (DataAccessException away) {
            return Optional.empty();
        }
    }

    private Optional<Relay> relay() {
        try {
            return database.sql("select messages, pending_deliveries, oldest_due from relay.stats_view")
                    .query((row, index) ->
                            new Relay(row.getLong(1), row.getLong(2), row.getObject(3, OffsetDateTime.class)))
                    .optional();
        } catch (DataAccessException away) {
            return Optional.empty();
        }
    }
}
