package org.geben.application.sample;

import java.util.ArrayList;
import java.util.List;
import org.geben.application.recording.Recorder;
import org.geben.command.Acknowledgement;
import org.geben.command.Order;
import org.geben.command.Outcome;
import org.geben.command.contribution.PublishContribution;
import org.geben.command.group.FoundGroup;
import org.geben.command.group.JoinGroup;
import org.geben.command.member.JoinMember;

/**
 * Lets a story be told again, or to its end after an interruption, without anything in it happening twice. Leaving and
 * returning, giving and taking back cannot simply be repeated: they would happen again. But what is sent together was
 * recorded together or not at all, and the same story is cut in the same places; so if everything that lasts in a chunk
 * is there already, all of the chunk is.
 */
final class ContinuedStory implements Recorder {

    private static final Outcome REPEAT = new Outcome.Accepted(new Acknowledgement(null));

    private final Recorder recorder;
    private boolean beginning = true;
    private boolean toldBefore;

    ContinuedStory(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public List<Outcome> record(List<Order> orders) {
        if (beginning) {
            return begin(orders);
        }
        return toldBefore ? catchUp(orders) : recorder.record(orders);
    }

    /** The first order alone tells whether the story is a new one. */
    private List<Outcome> begin(List<Order> orders) {
        beginning = false;
        List<Outcome> outcomes = new ArrayList<>(recorder.record(orders.subList(0, 1)));
        toldBefore = isRepeat(outcomes.getFirst());
        if (orders.size() > 1) {
            outcomes.addAll(record(orders.subList(1, orders.size())));
        }
        return outcomes;
    }

    private List<Outcome> catchUp(List<Order> orders) {
        List<Integer> lasting = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            if (lasts(orders.get(i).command())) {
                lasting.add(i);
            }
        }
        List<Outcome> first = recorder.record(lasting.stream().map(orders::get).toList());
        if (first.stream().allMatch(ContinuedStory::isRepeat)) {
            return orders.stream().map(order -> REPEAT).toList();
        }
        toldBefore = false;
        List<Outcome> outcomes = new ArrayList<>(recorder.record(orders));
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i) instanceof Outcome.Accepted && !isRepeat(first.get(i))) {
                outcomes.set(lasting.get(i), first.get(i));
            }
        }
        return outcomes;
    }

    private static boolean lasts(Object command) {
        return command instanceof JoinMember
                || command instanceof FoundGroup
                || command instanceof JoinGroup
                || command instanceof PublishContribution;
    }

    private static boolean isRepeat(Outcome outcome) {
        return outcome instanceof Outcome.Accepted accepted
                && accepted.acknowledgement().isRepeat();
    }

    @Override
    public void close() {
        recorder.close();
    }
}
