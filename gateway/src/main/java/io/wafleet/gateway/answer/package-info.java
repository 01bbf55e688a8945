/**
 * What a successful request answers: {@code {"success":true,"message":…,"data":…}}, with a pagination beside the data
 * where there may be more.
 */
@NullMarked
package io.wafleet.gateway.answer;

import org.jspecify.annotations.NullMarked;
