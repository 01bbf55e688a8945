/**
 * Getting ready: the schema and the first key, made in the background with patience, so that a gateway that is started
 * before its database answers its probes and takes requests as soon as it can.
 */
@NullMarked
package io.wafleet.gateway.setup;

import org.jspecify.annotations.NullMarked;
