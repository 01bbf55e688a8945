package io.wafleet.common.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves a name for a connection and refuses it if any of its addresses is refused. The connection is dialled to
 * exactly these addresses, so an answer that changes later changes nothing.
 */
final class GuardedDns implements DnsResolver {

    // Platform threads: a name server that does not answer would block the few carriers of virtual threads, and with
    // them every call.
    private static final ExecutorService LOOKUPS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("dns-", 0).factory());

    private final AddressPolicy policy;

    GuardedDns(AddressPolicy policy) {
        this.policy = policy;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = lookUp(host);
        for (InetAddress address : addresses) {
            if (!policy.allows(address)) {
                throw new AddressRefused(host);
            }
        }
        return addresses;
    }

    private static InetAddress[] lookUp(String host) throws UnknownHostException {
        Future<InetAddress[]> lookup = LOOKUPS.submit(() -> SystemDefaultDnsResolver.INSTANCE.resolve(host));
        try {
            return lookup.get();
        } catch (ExecutionException failed) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(failed.getCause());
            throw unknown;
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("The look-up of " + host + " was given up");
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return host;
    }
}
