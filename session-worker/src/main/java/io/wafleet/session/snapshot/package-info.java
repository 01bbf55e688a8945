/**
 * Pictures of an account's page as it is, kept for an hour for whoever asked. The page that runs anyway is shown; nothing
 * is opened for it, and a random wait keeps it from looking like a machine's. Start at {@code TakeSnapshotOfPage}.
 */
@NullMarked
package io.wafleet.session.snapshot;

import org.jspecify.annotations.NullMarked;
