/** What an account is called, where it lives and which states it goes through. */
@NullMarked
package io.wafleet.common.account;

import org.jspecify.annotations.NullMarked;
