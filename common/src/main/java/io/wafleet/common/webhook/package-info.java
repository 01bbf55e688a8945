/** What an endpoint for webhooks may ask for: which events, signed with which secret, under which headers. */
@NullMarked
package io.wafleet.common.webhook;

import org.jspecify.annotations.NullMarked;
