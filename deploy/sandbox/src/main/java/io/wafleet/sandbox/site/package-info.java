/**
 * How the sandbox is reached: the page and its settings, the headers, the WebSocket's address and the TLS port.
 */
@NullMarked
package io.wafleet.sandbox.site;

import org.jspecify.annotations.NullMarked;
