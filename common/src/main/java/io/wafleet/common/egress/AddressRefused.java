package io.wafleet.common.egress;

import java.net.UnknownHostException;

/** A host name leads to an address that must not be dialled. */
public final class AddressRefused extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    AddressRefused(String host) {
        super(host + " leads to an address that is private or special and not on the allow-list");
    }
}
