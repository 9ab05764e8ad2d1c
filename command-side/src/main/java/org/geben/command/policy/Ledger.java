package org.geben.command.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.geben.command.policy.Occasion.Change;
import org.geben.command.policy.PolicyMemory.Asked;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of events changes in what is remembered. Handlers note it; then all watches that they speak of are read at
 * once, changed in the order of the notes, and written at once.
 */
final class Ledger {
    private final PolicyMemory memory;
    private final Map<Watch.Key, Watch> before = new HashMap<>();
    private final Watches watches = new Watches();
    private final List<Help> helps = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    Ledger(PolicyMemory memory) {
        this.memory = memory;
    }

    /** One of the three says which watches change. */
    private record Note(
            Watch.@Nullable Key key,
            @Nullable MemberId member,
            @Nullable ContributionId contribution,
            Change change) {}

    void note(Watch.Key key, Change change) {
        notes.add(new Note(key, null, null, change));
    }

    void note(MemberId member, Change change) {
        notes.add(new Note(null, member, null, change));
    }

    void note(ContributionId contribution, Change change) {
        notes.add(new Note(null, null, contribution, change));
    }

    void note(Help help) {
        helps.add(help);
    }

    /** The watches that the notes have changed, and those that are new. */
    List<Watch> carryOut() {
        for (Watch watch : memory.hold(new Asked(all(Note::key), all(Note::member), all(Note::contribution)))) {
            if (before.putIfAbsent(watch.key(), watch) == null) {
                watches.put(watch);
            }
        }
        notes.forEach(this::carryOut);
        return watches.all().stream()
                .filter(watch -> !watch.equals(before.get(watch.key())))
                .toList();
    }

    /** @param changed as {@link #carryOut} answered them, or with deadlines */
    void write(Collection<Watch> changed) {
        Predicate<Watch> forgettable = Watch::isToBeForgotten;
        memory.keep(changed.stream().filter(forgettable.negate()).toList());
        memory.forget(changed.stream()
                .filter(forgettable)
                .map(Watch::key)
                .filter(before::containsKey)
                .toList());
        memory.keepHelp(helps);
    }

    private <T> Set<T> all(Function<Note, @Nullable T> part) {
        Set<T> all = new HashSet<>();
        for (Note note : notes) {
            T named = part.apply(note);
            if (named != null) {
                all.add(named);
            }
        }
        return all;
    }

    private void carryOut(Note note) {
        if (note.key() != null) {
            change(note.key(), note.change());
        } else if (note.member() != null) {
            watches.of(note.member()).forEach(watch -> change(watch.key(), note.change()));
        } else if (note.contribution() != null) {
            watches.showing(note.contribution()).forEach(watch -> change(watch.key(), note.change()));
        }
    }

    private void change(Watch.Key key, Change change) {
        Watch changed = change.of(watches.get(key));
        if (changed != null) {
            watches.put(changed);
        }
    }
}
