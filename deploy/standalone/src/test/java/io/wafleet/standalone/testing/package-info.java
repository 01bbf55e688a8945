/**
 * Real parts for integration tests.
 *
 * <p>A test asks {@link io.wafleet.standalone.testing.RealParts} for a broker, a database or a sandbox and
 * gets a real one: from Testcontainers where a Docker engine answers, else the embedded parts of this
 * module. One broker and one database server serve a whole JVM; each test class takes its own database.
 * Everything ends with the JVM, also when it is killed. The switch is {@code
 * -Dwafleet.test.parts=auto|docker|embedded}, and the log says which was taken.
 */
@NullMarked
package io.wafleet.standalone.testing;

import org.jspecify.annotations.NullMarked;
