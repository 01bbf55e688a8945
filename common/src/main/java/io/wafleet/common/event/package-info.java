/** What has happened: one record for each event, and the envelope around it. */
@NullMarked
package io.wafleet.common.event;

import org.jspecify.annotations.NullMarked;
