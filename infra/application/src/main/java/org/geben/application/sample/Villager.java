package org.geben.application.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;

/** What the generator keeps of one member: the only thing whose size grows with the community. */
final class Villager {

    private static final int NONE = -1;
    private static final int POINTS_A_MONTH = 100;

    final int index;
    final MemberId id;
    final String name;
    final double writing;
    final double reacting;
    final List<GroupId> groups = new ArrayList<>(2);
    boolean present;

    private final int[] recentGivers = {NONE, NONE, NONE};
    private int nextGiver;
    private int month;
    private int spent;

    /**
     * @param writing how much of the community's writing comes from this member, in proportion; 0 for lurkers
     * @param reacting the same of its appreciations
     */
    Villager(int index, MemberId id, String name, double writing, double reacting) {
        this.index = index;
        this.id = id;
        this.name = name;
        this.writing = writing;
        this.reacting = reacting;
    }

    /** As many of these points as the month has left, where givers have as many as they do by default. */
    int draw(int points, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        int now = day.getYear() * 12 + day.getMonthValue();
        if (now != month) {
            month = now;
            spent = 0;
        }
        int drawn = Math.min(points, POINTS_A_MONTH - spent);
        spent += drawn;
        return drawn;
    }

    void appreciatedBy(int giver) {
        recentGivers[nextGiver] = giver;
        nextGiver = (nextGiver + 1) % recentGivers.length;
    }

    /** Members who gave to this one lately, and are likely to get something back. */
    int[] recentGivers() {
        return Arrays.stream(recentGivers).filter(giver -> giver != NONE).toArray();
    }
}
