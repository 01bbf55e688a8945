package io.wafleet.session.contact;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often WhatsApp is asked for numbers.
 *
 * @param perHour how many questions an account may ask within an hour; remembered answers do not count
 * @param keepFound how long it is remembered that a number is there
 * @param keepMissing how long it is remembered that it is not
 */
@Validated
@ConfigurationProperties("wafleet.session.contact-check")
record ContactSettings(
        @DefaultValue("60") @Min(1) int perHour,
        @DefaultValue("7d") Duration keepFound,
        @DefaultValue("1d") Duration keepMissing) {}
