package io.wafleet.common.egress;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Makes HTTP clients for addresses that came from outside. */
public final class GuardedHttp {

    private GuardedHttp() {}

    /**
     * A client that dials only what the policy allows, follows no redirect, keeps no cookies, unpacks nothing and
     * retries nothing. One thread blocks for each call: use virtual threads.
     *
     * <p>Failure policy: {@link AddressRefused} for a forbidden address, another {@code IOException} for everything
     * else. The timeouts bound connecting and each read; the caller bounds the whole call by cancelling the request.
     *
     * @param connections open at once, in all and to one host
     */
    public static CloseableHttpClient client(AddressPolicy policy, int connections, Duration connect, Duration read) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new GuardedDns(policy))
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(connect))
                                .setSocketTimeout(Timeout.of(read))
                                .setTimeToLive(TimeValue.ofMinutes(1))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(connect))
                        .setResponseTimeout(Timeout.of(read))
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .build();
    }
}
