/** Pictures of an account's page: asked of the worker, read from {@code session.snapshot_view}. */
@NullMarked
package io.wafleet.gateway.snapshot;

import org.jspecify.annotations.NullMarked;
