package io.wafleet.session.lifecycle;

import io.wafleet.session.account.Accounts;
import io.wafleet.session.profile.ProfileStore;
import io.wafleet.session.receive.Inbox;
import org.springframework.stereotype.Component;

/** What every session works with. */
@Component
record SessionTools(
        Accounts accounts,
        Pages pages,
        Capacity capacity,
        ProfileStore profiles,
        Inbox inbox,
        WhenReady whenReady,
        Alarm alarm,
        PageMeters meters,
        LifecycleSettings settings) {}
