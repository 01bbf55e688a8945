package io.wafleet.common.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves a name for a connection and refuses it if any of its addresses is refused. The connection is dialled to
 * exactly these addresses, so an answer that changes later changes nothing.
 */
final class GuardedDns implements DnsResolver {

    private final AddressPolicy policy;

    GuardedDns(AddressPolicy policy) {
        this.policy = policy;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        for (InetAddress address : addresses) {
            if (!policy.allows(address)) {
                throw new AddressRefused(host);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return host;
    }
}
