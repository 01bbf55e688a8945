/**
 * Files that came with a send through REST. They are too large for a Kafka record, so they are kept in the database for
 * a day, and the command names them; the worker reads them from the view {@code gateway.upload_view}.
 */
@NullMarked
package io.wafleet.gateway.upload;

import org.jspecify.annotations.NullMarked;
