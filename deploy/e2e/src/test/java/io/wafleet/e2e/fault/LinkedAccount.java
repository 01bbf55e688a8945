package io.wafleet.e2e.fault;

/**
 * An account of the fleet that is linked to a simulated phone.
 *
 * @param number of the phone
 */
record LinkedAccount(String id, String number) {

    static LinkedAccount of(int index) {
        return new LinkedAccount("fault-" + index, "1555788" + (1000 + index));
    }
}
