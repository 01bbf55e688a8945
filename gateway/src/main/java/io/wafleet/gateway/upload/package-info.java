/**
 * Files that came with a send through REST. They are too large for a Kafka record, so they are kept for a day in the
 * store of files, and the command names them; the worker finds them by the view {@code gateway.upload_view}.
 */
@NullMarked
package io.wafleet.gateway.upload;

import org.jspecify.annotations.NullMarked;
