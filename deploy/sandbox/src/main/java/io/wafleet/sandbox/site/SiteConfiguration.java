package io.wafleet.sandbox.site;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wafleet.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.support.WebSocketHandlerAdapter;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.netty.http.server.WebsocketServerSpec;

/** Puts the parts together: the database file, the clock, the timer and the address of the WebSocket. */
@Configuration(proxyBeanMethods = false)
class SiteConfiguration {

    private static final int LARGEST_FRAME = 1024 * 1024;

    /**
     * One connection to one SQLite file. The write-ahead log survives a killed process; a power cut may cost the last
     * moments, which is enough for a stand-in.
     */
    @Bean
    HikariDataSource dataSource(SandboxSettings settings) throws IOException {
        Files.createDirectories(settings.data());
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + settings.data().resolve("sandbox.db")
                + "?journal_mode=WAL&synchronous=NORMAL&busy_timeout=5000");
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("sandbox-timer").daemon().factory());
    }

    /** Pages of other sites may not connect: the list of allowed origins is there and empty. */
    @Bean
    HandlerMapping pageSocketMapping(WebSocketHandler pageSocket) {
        var mapping = new SimpleUrlHandlerMapping(Map.of("/ws", pageSocket), -1);
        mapping.setCorsConfigurations(Map.of("/ws", new CorsConfiguration()));
        return mapping;
    }

    @Bean
    WebSocketHandlerAdapter webSocketHandlerAdapter() {
        var strategy = new ReactorNettyRequestUpgradeStrategy(
                () -> WebsocketServerSpec.builder().maxFramePayloadLength(LARGEST_FRAME));
        return new WebSocketHandlerAdapter(new HandshakeWebSocketService(strategy));
    }
}
