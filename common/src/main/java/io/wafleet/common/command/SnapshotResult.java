package io.wafleet.common.command;

import java.time.Instant;

/**
 * What a snapshot answers; the picture itself is in the worker's database under the id of the command.
 *
 * @param width pixels
 * @param height pixels
 */
public record SnapshotResult(String commandId, int width, int height, Instant takenAt) {}
