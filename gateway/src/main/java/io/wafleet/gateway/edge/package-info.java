/**
 * What every request meets first, before anyone asks who it is: a name of its own, limits on its body and its pace, and
 * security headers on whatever is answered.
 */
@NullMarked
package io.wafleet.gateway.edge;

import org.jspecify.annotations.NullMarked;
