package org.geben.query.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Memo;
import org.geben.query.generation.Origin;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.geben.query.health.GetDistribution.Bin;
import org.geben.query.health.GetHealthSeries.Point;
import org.geben.query.health.GetSignals.Signal;
import org.geben.query.health.GiveTake.Persona;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers from the health view's facts, all figures of one query in one snapshot, unless the memo has them. */
@Component
final class HealthQueries {
    private final Views views;
    private final Memo memo;
    private final HealthSettings settings;

    HealthQueries(Views views, Memo memo, HealthSettings settings) {
        this.views = views;
        this.memo = memo;
        this.settings = settings;
    }

    /** @throws Refusal 404 if the group is unknown */
    GetHealth.Result handle(GetHealth query) {
        return answer(
                query,
                query.asked(),
                (reading, origin) -> new GetHealth.Result(
                        Family.all(new Observation(reading, query)), query.stretch(), query.scope(), origin));
    }

    /** @throws Refusal 404 if the group is unknown */
    GetHealthSeries.Result handle(GetHealthSeries query) {
        Family family = Family.with(query.metric());
        return answer(
                query.first(),
                query.asked(),
                (reading, origin) -> new GetHealthSeries.Result(
                        query.metric(),
                        query.step().toString(),
                        query.windows().stream()
                                .map(window -> new Point(
                                        window.from(),
                                        window.to(),
                                        family.metric(new Observation(reading, window), query.metric())))
                                .toList(),
                        query.first().zone().getId(),
                        query.first().scope(),
                        origin));
    }

    /** @throws Refusal 404 if the group is unknown */
    GetHealthCohorts.Result handle(GetHealthCohorts query) {
        return answer(
                query.first(),
                query.asked(),
                (reading, origin) -> new GetHealthCohorts.Result(
                        query.by().toString(),
                        Cohorts.of(reading, query),
                        query.first().zone().getId(),
                        query.first().scope(),
                        origin));
    }

    /** @throws Refusal 404 if the group is unknown */
    GetDistribution.Result handle(GetDistribution query) {
        GetHealth window = query.window();
        return answer(window, new GetDistribution(window.asked()), (reading, origin) -> {
            Observation observation = new Observation(reading, window);
            Exchange exchange = observation.exchange();
            Map<Persona, Long> members = GiveTake.personas(exchange);
            Set<Persona> withheld = Privacy.withheld(members);
            Map<String, @Nullable Long> personas = new LinkedHashMap<>();
            members.forEach((persona, n) -> personas.put(persona.toString(), withheld.contains(persona) ? null : n));
            List<Bin> histogram = Tenths.of(exchange, withheld);
            boolean told = histogram.stream().allMatch(bin -> bin.members() != null) && withheld.isEmpty();
            return new GetDistribution.Result(
                    personas,
                    histogram,
                    told ? null : Privacy.TOO_FEW,
                    Exchange.both(observation.membersLeftOut(), exchange.exchangeLeftOut()),
                    window.stretch(),
                    window.scope(),
                    origin);
        });
    }

    /** @throws Refusal 404 if the group is unknown */
    GetNetwork.Result handle(GetNetwork query) {
        GetHealth window = query.window();
        return answer(window, new GetNetwork(window.asked()), (reading, origin) -> {
            Exchange exchange = new Observation(reading, window).exchange();
            return GetNetwork.Result.of(
                    exchange.network(),
                    GiveTake.isSilenceWithheld(exchange),
                    exchange.exchangeLeftOut(),
                    window.stretch(),
                    window.scope(),
                    origin);
        });
    }

    /** @throws Refusal 404 if the group is unknown */
    GetSignals.Result handle(GetSignals query) {
        GetHealth any = query.last(Step.DAY);
        List<Object> question = Stream.of(Step.values())
                .map(step -> (Object) query.last(step).asked())
                .toList();
        return answer(
                any,
                question,
                (reading, origin) -> new GetSignals.Result(
                        signals(reading, query), any.zone().getId(), any.scope(), origin));
    }

    private List<Signal> signals(Reading reading, GetSignals query) {
        List<SignalWatch> watches =
                settings.rules().stream().map(SignalWatch::new).toList();
        Instant begun = People.firstJoined(reading);
        for (Step step : Step.values()) {
            List<SignalWatch> open = new ArrayList<>(watches);
            open.removeIf(watch -> Step.ofWindow(watch.rule().window()) != step);
            Iterator<GetHealth> windows = query.windows(step, begun).iterator();
            while (!open.isEmpty() && windows.hasNext()) {
                show(new Observation(reading, windows.next()), open);
                open.removeIf(SignalWatch::isDecided);
            }
        }
        return watches.stream().map(SignalWatch::signal).toList();
    }

    /** One window to all that wait for it, so that it is read once and kept no longer. */
    private static void show(Observation observation, List<SignalWatch> open) {
        GetHealth window = observation.query();
        for (SignalWatch watch : open) {
            String metric = watch.rule().metric();
            watch.see(new Point(window.from(), window.to(), Family.with(metric).metric(observation, metric)));
        }
    }

    private <T> T answer(GetHealth about, Object question, BiFunction<Reading, Origin, T> reckoned) {
        return views.read(HealthProjection.NAME, about.asOf(), reading -> {
            UUID group = about.group();
            if (group != null) {
                about.reader().mustRead(group, reading.sql(Reader.ACCESS_TO_GROUP));
            }
            Origin origin = reading.origin();
            Supplier<T> once = () -> reckoned.apply(reading, origin);
            return memo.answer(origin, about.asOf(), question, once);
        });
    }
}
