package io.wafleet.sandbox.page;

import java.util.List;

/**
 * How often an account is and was connected: the witness for "one page for each linked device".
 *
 * @param connections live now, of all devices
 * @param peak most at one time since the sandbox started
 * @param total opened since the sandbox started
 * @param conflicts how often one page of a device had to give way to another
 * @param devices the same for each device
 */
public record Connections(int connections, int peak, int total, int conflicts, List<OfDevice> devices) {

    /** The counts of one device. */
    public record OfDevice(int device, int connections, int peak, int total, int conflicts) {}
}
