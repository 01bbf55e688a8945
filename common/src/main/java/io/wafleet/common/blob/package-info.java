/**
 * Where the bytes of files are: in Postgres, or in a directory that all services share. Each store belongs to one
 * service, which puts and sweeps; others only read. {@link io.wafleet.common.blob.BlobStore} is all there is to know.
 */
@NullMarked
package io.wafleet.common.blob;

import org.jspecify.annotations.NullMarked;
