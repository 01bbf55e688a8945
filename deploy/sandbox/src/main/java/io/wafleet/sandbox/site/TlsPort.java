package io.wafleet.sandbox.site;

import io.netty.handler.ssl.SslContextBuilder;
import io.wafleet.sandbox.SandboxSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.stereotype.Component;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The same site once more over TLS, for clients that will go to https://web.whatsapp.com and nowhere else. */
@Component
class TlsPort implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TlsPort.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final SandboxSettings settings;
    private final HttpHandler site;
    private final String address;
    private @Nullable DisposableServer server;

    TlsPort(SandboxSettings settings, HttpHandler site, @Value("${server.address}") String address) {
        this.settings = settings;
        this.site = site;
        this.address = address;
    }

    @Override
    public synchronized void start() {
        if (settings.tlsPort() <= 0) {
            return;
        }
        try {
            var context = SslContextBuilder.forServer(Certificate.keyManagers(settings.data()))
                    .build();
            server = HttpServer.create()
                    .host(address)
                    .port(settings.tlsPort())
                    .secure(tls -> tls.sslContext(context))
                    .handle(new ReactorHttpHandlerAdapter(site))
                    .bindNow();
            log.atInfo().addKeyValue("port", settings.tlsPort()).log("tls.opened");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The TLS port cannot open: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.disposeNow(LONGEST_STOP);
            server = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }
}
