package io.wafleet.common.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides which addresses may be dialled for a URL that came from outside: public ones, and the private networks that
 * the operator trusts.
 *
 * <p>An IPv4 address inside an IPv6 one (mapped, compatible, NAT64, 6to4) is judged as the IPv4 address it reaches.
 * Sources: the IANA special-purpose registries of RFC 6890 for IPv4 and IPv6.
 */
public final class AddressPolicy {

    private static final List<Network> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "2001::/23",
                    "2001:db8::/32",
                    "2620:4f:8000::/48",
                    "3fff::/20")
            .map(Network::of)
            .toList();

    private static final Network GLOBAL_UNICAST = Network.of("2000::/3");
    private static final Network NAT64 = Network.of("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.of("2002::/16");

    private final List<Network> trusted;

    private AddressPolicy(List<Network> trusted) {
        this.trusted = trusted;
    }

    /**
     * Public addresses, and those in the trusted networks.
     *
     * @param trustedNetworks in CIDR form, for example {@code 127.0.0.0/8}
     * @throws IllegalArgumentException if one of them is not in that form
     */
    public static AddressPolicy publicAnd(List<String> trustedNetworks) {
        return new AddressPolicy(trustedNetworks.stream().map(Network::of).toList());
    }

    public boolean allows(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (contains(trusted, bytes)) {
            return true;
        }
        byte[] reached = address instanceof Inet6Address ? embeddedIpv4(bytes) : bytes;
        if (reached.length == 4) {
            return contains(trusted, reached) || !contains(SPECIAL, reached);
        }
        return GLOBAL_UNICAST.contains(reached) && !contains(SPECIAL, reached);
    }

    private static byte[] embeddedIpv4(byte[] ipv6) {
        boolean zeroPrefix = true;
        for (int i = 0; i < 10; i++) {
            zeroPrefix &= ipv6[i] == 0;
        }
        boolean mapped = zeroPrefix && ipv6[10] == -1 && ipv6[11] == -1;
        boolean compatible = zeroPrefix && ipv6[10] == 0 && ipv6[11] == 0;
        if (mapped || compatible || NAT64.contains(ipv6)) {
            return Arrays.copyOfRange(ipv6, 12, 16);
        }
        return SIX_TO_FOUR.contains(ipv6) ? Arrays.copyOfRange(ipv6, 2, 6) : ipv6;
    }

    private static boolean contains(List<Network> networks, byte[] address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** A CIDR block. */
    private record Network(byte[] prefix, int bits) {

        static Network of(String cidr) {
            int slash = cidr.indexOf('/');
            // A name would be looked up; only literal addresses are meant here.
            if (slash < 0 || !cidr.substring(0, slash).matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
                throw new IllegalArgumentException("Not a network in CIDR form: " + cidr);
            }
            try {
                byte[] prefix = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
                int bits = Integer.parseInt(cidr.substring(slash + 1));
                if (bits < 0 || bits > prefix.length * 8) {
                    throw new IllegalArgumentException("Not a network in CIDR form: " + cidr);
                }
                return new Network(prefix, bits);
            } catch (UnknownHostException | NumberFormatException invalid) {
                throw new IllegalArgumentException("Not a network in CIDR form: " + cidr, invalid);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
