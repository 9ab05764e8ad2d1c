package org.geben.command.appreciation;

import static org.geben.kernel.appreciation.AppreciationKind.KUDOS;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_OF_ONESELF;
import static org.geben.kernel.appreciation.AppreciationRule.KUDOS_RECEIVERS_OUT_OF_BOUNDS;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.geben.command.AnotherStream;
import org.geben.command.CommandEnvelope;
import org.geben.command.member.Members;
import org.geben.kernel.appreciation.AllowanceId;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.member.MemberId;
import org.springframework.stereotype.Component;

/**
 * Splits kudos to several members into an appreciation each, in one unit of work: all are given, and their points taken
 * from the allowance, or none is. It has no stream of its own, because nothing is ever decided about a round again: each
 * of its appreciations is retracted or disallowed by itself.
 */
@Component
class KudosRound {
    private static final int MOST_RECEIVERS = 20;

    private final Repository<Appreciation> appreciations;
    private final Members members;
    private final Allowances allowances;

    KudosRound(Repository<Appreciation> appreciations, Members members, Allowances allowances) {
        this.appreciations = appreciations;
        this.members = members;
        this.allowances = allowances;
    }

    @CommandHandler
    void decide(GiveKudos command, MetaData metaData) {
        Words all = new Words(KUDOS, command.message(), command.points(), null, command.tags());
        all.check();
        mustBeOthers(command);
        members.mustBePresent(command.giver());
        List<Share> shares =
                split(command, all).stream().filter(Share::isMissing).toList();
        Map<AppreciationId, Integer> points = new LinkedHashMap<>();
        shares.stream()
                .filter(share -> share.words.points() > 0)
                .forEach(share -> points.put(share.id, share.words.points()));
        AllowanceId allowance = points.isEmpty()
                ? null
                : allowances.reserve(command.giver(), points, CommandEnvelope.occurredAt(metaData));
        for (Share share : shares) {
            AppreciationGiven given = share.words.given(
                    share.id,
                    command.giver(),
                    new Subject.OfMember(share.receiver),
                    share.receiver,
                    share.words.points() > 0 ? allowance : null);
            share.appreciation.execute(appreciation -> appreciation.give(given));
        }
    }

    private void mustBeOthers(GiveKudos command) {
        List<MemberId> to = command.to();
        if (to.isEmpty() || to.size() > MOST_RECEIVERS || new HashSet<>(to).size() < to.size()) {
            throw KUDOS_RECEIVERS_OUT_OF_BOUNDS.broken().about("to");
        }
        to.forEach(members::mustExist);
        if (to.contains(command.giver())) {
            throw APPRECIATION_OF_ONESELF.broken();
        }
    }

    private List<Share> split(GiveKudos command, Words all) {
        int receivers = command.to().size();
        List<Share> shares = new ArrayList<>(receivers);
        for (int i = 0; i < receivers; i++) {
            int points = command.points() / receivers + (i < command.points() % receivers ? 1 : 0);
            AppreciationId id = command.appreciations().get(i);
            shares.add(new Share(
                    id,
                    command.to().get(i),
                    all.withPoints(points),
                    AnotherStream.load(appreciations, id, Appreciation::new)));
        }
        return shares;
    }

    private record Share(AppreciationId id, MemberId receiver, Words words, Aggregate<Appreciation> appreciation) {
        boolean isMissing() {
            return appreciation.invoke(present -> present.isOpenTo(words) && !present.wasEverGiven());
        }
    }
}
