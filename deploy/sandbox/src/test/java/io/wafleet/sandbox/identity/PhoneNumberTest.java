package io.wafleet.sandbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"15551234567", "+15551234567", "15551234567@c.us"})
    void aNumberIsReadInEachOfItsForms(String text) {
        assertThat(PhoneNumber.parse(text)).contains(new PhoneNumber("15551234567"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1234", "1555123456789012", "15551234567@g.us", "1555'; drop table phone; --", "１２３４５６"})
    void everythingElseIsNotANumber(String text) {
        assertThat(PhoneNumber.parse(text)).isEmpty();
    }

    @Test
    void aLidFollowsFromTheNumberAndHidesIt() {
        var number = new PhoneNumber("15551234567");

        assertThat(number.lid()).isEqualTo(new PhoneNumber("15551234567").lid()).matches("9[0-9]{15}@lid");
        assertThat(number.lid()).doesNotContain("1234567").isNotEqualTo(new PhoneNumber("15551234568").lid());
    }
}
