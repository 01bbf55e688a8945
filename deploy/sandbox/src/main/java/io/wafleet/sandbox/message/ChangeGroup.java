package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.wire.WireContent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes a group, and leaves a notice in the chat of each linked account that is or was a member. */
@Component
public class ChangeGroup {

    private final Groups groups;
    private final Links links;
    private final WriteToAccount writeToAccount;
    private final NewDraft newDraft;

    ChangeGroup(Groups groups, Links links, WriteToAccount writeToAccount, NewDraft newDraft) {
        this.groups = groups;
        this.links = links;
        this.writeToAccount = writeToAccount;
        this.newDraft = newDraft;
    }

    public void rename(String group, PhoneNumber by, String subject) {
        change(group, by, "subject", List.of(), subject, () -> groups.rename(group, subject));
    }

    public void add(String group, PhoneNumber by, List<PhoneNumber> members) {
        forEach(group, by, "add", members, member -> groups.join(group, null, member));
    }

    public void remove(String group, PhoneNumber by, List<PhoneNumber> members) {
        boolean leaves = members.equals(List.of(by));
        forEach(group, by, leaves ? "leave" : "remove", members, member -> groups.remove(group, member));
    }

    public void promote(String group, PhoneNumber by, List<PhoneNumber> members) {
        forEach(group, by, "promote", members, member -> groups.setAdmin(group, member, true));
    }

    public void demote(String group, PhoneNumber by, List<PhoneNumber> members) {
        forEach(group, by, "demote", members, member -> groups.setAdmin(group, member, false));
    }

    private void forEach(
            String group, PhoneNumber by, String kind, List<PhoneNumber> members, Consumer<PhoneNumber> action) {
        if (!members.isEmpty()) {
            change(group, by, kind, members, null, () -> members.forEach(action));
        }
    }

    private void change(
            String group,
            PhoneNumber by,
            String kind,
            List<PhoneNumber> members,
            @Nullable String subject,
            Runnable action) {
        Set<PhoneNumber> concerned = new LinkedHashSet<>(members(group));
        action.run();
        concerned.addAll(members(group));
        List<String> recipients = members.stream().map(PhoneNumber::wid).toList();
        Draft notice = newDraft.of("gp2", WireContent.notice(kind, recipients, subject));
        concerned.stream()
                .filter(member -> !links.of(member).isEmpty())
                .forEach(member -> writeToAccount.write(member, by, group, notice));
    }

    private List<PhoneNumber> members(String group) {
        return groups.find(group).map(Groups.Group::members).orElse(List.of());
    }
}
