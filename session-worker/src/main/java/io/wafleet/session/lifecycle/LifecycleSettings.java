package io.wafleet.session.lifecycle;

import io.wafleet.common.account.Network;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How accounts are opened, watched and brought back.
 *
 * @param sites where each network's WhatsApp Web is
 * @param openAtOnce how many pages are opened side by side
 * @param recoveryDelays when to try again after a page was lost; the last one for ever
 * @param settleDeadline how long an account may take from its opening to READY or a QR code
 * @param handOver how long closing the accounts of a shard may take before the shard is given away regardless
 */
@Validated
@ConfigurationProperties("wafleet.session.lifecycle")
public record LifecycleSettings(
        @NotEmpty Map<Network, URI> sites,
        @DefaultValue("2") @Min(1) int openAtOnce,
        @DefaultValue({"0s", "5m", "15m"}) @NotEmpty List<Duration> recoveryDelays,
        @DefaultValue("3m") Duration settleDeadline,
        @DefaultValue("15s") Duration handOver,
        @DefaultValue @Valid Qr qr,
        @DefaultValue @Valid Health health) {

    /**
     * QR codes.
     *
     * @param first how long the first code of a round is good for
     * @param next how long each further one is
     * @param refreshes how many rounds are asked for before the account stops
     * @param typed how long a code that is typed instead is good for
     */
    public record Qr(
            @DefaultValue("60s") Duration first,
            @DefaultValue("20s") Duration next,
            @DefaultValue("10") @Min(0) int refreshes,
            @DefaultValue("3m") Duration typed) {}

    /**
     * The watch over pages.
     *
     * @param interval between two probes of a page
     * @param deadline of a probe; two in a row that miss it mean that the page hangs
     * @param silence how long an account may be DEGRADED before its page is opened again
     * @param restarts how often a page is opened again for crashing or hanging within the window
     */
    public record Health(
            @DefaultValue("20s") Duration interval,
            @DefaultValue("10s") Duration deadline,
            @DefaultValue("60s") Duration silence,
            @DefaultValue("3") @Min(0) int restarts,
            @DefaultValue("10m") Duration window) {}

    URI site(Network network) {
        URI site = sites.get(network);
        if (site == null) {
            throw new IllegalStateException("wafleet.session.lifecycle.sites has no entry for " + network);
        }
        return site;
    }
}
