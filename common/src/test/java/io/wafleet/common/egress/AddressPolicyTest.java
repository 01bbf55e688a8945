package io.wafleet.common.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private static final AddressPolicy PUBLIC_ONLY = AddressPolicy.publicAnd(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.255",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "192.0.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00::1",
                "fe80::1",
                "ff02::1"
            })
    void privateAndSpecialAddressesAreRefused(String address) throws IOException {
        assertThat(PUBLIC_ONLY.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.32.0.1",
                "100.128.0.1",
                "2606:4700:4700::1111",
                "64:ff9b::808:808",
                "2002:808:808::"
            })
    void publicAddressesAreAllowed(String address) throws IOException {
        assertThat(PUBLIC_ONLY.allows(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void aMappedAddressIsJudgedAsTheIpv4AddressItReaches() throws IOException {
        // InetAddress unmaps what it parses, so the mapped form has to be made by hand.
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = -1;
        mapped[12] = 127;
        mapped[15] = 1;
        assertThat(PUBLIC_ONLY.allows(Inet6Address.getByAddress(null, mapped, -1)))
                .isFalse();
        mapped[12] = mapped[13] = mapped[14] = mapped[15] = 8;
        assertThat(PUBLIC_ONLY.allows(Inet6Address.getByAddress(null, mapped, -1)))
                .isTrue();
    }

    @Test
    void aTrustedNetworkIsAllowedAndNothingBesideIt() throws IOException {
        AddressPolicy policy = AddressPolicy.publicAnd(List.of("10.1.0.0/16", "::1/128"));
        assertThat(policy.allows(InetAddress.getByName("10.1.2.3"))).isTrue();
        assertThat(policy.allows(InetAddress.getByName("::1"))).isTrue();
        assertThat(policy.allows(InetAddress.getByName("10.2.0.1"))).isFalse();
        assertThat(policy.allows(InetAddress.getByName("127.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost/8", "10.0.0.0", "10.0.0.0/33", "example.com/24", "10.0.0.0/x", "/8"})
    void aTrustedNetworkIsALiteralCidrBlock(String network) {
        assertThatThrownBy(() -> AddressPolicy.publicAnd(List.of(network)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://2130706433:%d/",
                "http://0x7f.1:%d/",
                "http://0177.0.0.1:%d/",
                "http://127.1:%d/"
            })
    void theClientNeverDialsARefusedAddressHoweverItIsWritten(String url) throws IOException {
        try (ServerSocket server = new ServerSocket();
                CloseableHttpClient client =
                        GuardedHttp.client(PUBLIC_ONLY, 2, Duration.ofSeconds(2), Duration.ofSeconds(2))) {
            server.bind(new InetSocketAddress("127.0.0.1", 0));
            server.setSoTimeout(1);
            assertThatThrownBy(() -> client.execute(
                            new HttpGet(url.formatted(server.getLocalPort())), response -> response.getCode()))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(server::accept).as("nobody connected").isInstanceOf(IOException.class);
        }
    }
}
