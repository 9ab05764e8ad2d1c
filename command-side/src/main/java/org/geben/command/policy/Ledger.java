package org.geben.command.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.geben.command.policy.Occasion.Change;
import org.geben.command.policy.PolicyMemory.Asked;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of events changes in what is remembered. Handlers note it; then all watches that they speak of are read at
 * once, changed in the order of the notes, and written at once. What is noted while a note is carried out comes after all
 * of them.
 */
final class Ledger {
    private final PolicyMemory memory;
    private final Map<Watch.Key, Watch> before = new HashMap<>();
    private final Map<Watch.Key, Watch> watches = new LinkedHashMap<>();
    private final Set<Watch.Key> asked = new HashSet<>();
    private final List<Help> helps = new ArrayList<>();
    private List<Note> notes = new ArrayList<>();

    Ledger(PolicyMemory memory) {
        this.memory = memory;
    }

    private record Note(
            Watch.@Nullable Key key,
            @Nullable MemberId member,
            @Nullable ContributionId contribution,
            Change change) {

        boolean isAbout(Watch watch) {
            return watch.member().equals(member) || (contribution != null && contribution.equals(watch.contribution()));
        }
    }

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
        while (!notes.isEmpty()) {
            List<Note> round = notes;
            notes = new ArrayList<>();
            read(round);
            round.forEach(this::carryOut);
        }
        return watches.values().stream()
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

    private void read(List<Note> round) {
        Set<Watch.Key> keys = new HashSet<>();
        Set<MemberId> members = new HashSet<>();
        Set<ContributionId> contributions = new HashSet<>();
        for (Note note : round) {
            if (note.key() != null && asked.add(note.key())) {
                keys.add(note.key());
            }
            if (note.member() != null) {
                members.add(note.member());
            }
            if (note.contribution() != null) {
                contributions.add(note.contribution());
            }
        }
        for (Watch watch : memory.hold(new Asked(keys, members, contributions))) {
            asked.add(watch.key());
            if (before.putIfAbsent(watch.key(), watch) == null) {
                watches.put(watch.key(), watch);
            }
        }
    }

    private void carryOut(Note note) {
        if (note.key() != null) {
            change(note.key(), note.change());
            return;
        }
        for (Watch watch : List.copyOf(watches.values())) {
            if (note.isAbout(watch)) {
                change(watch.key(), note.change());
            }
        }
    }

    private void change(Watch.Key key, Change change) {
        Watch changed = change.of(watches.get(key));
        if (changed != null) {
            watches.put(key, changed);
        }
    }
}
