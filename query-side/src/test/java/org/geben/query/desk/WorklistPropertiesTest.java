package org.geben.query.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.RandomStory;
import org.geben.query.Reader;
import org.geben.query.Story;
import org.geben.query.desk.GetWorklist.Case;
import org.geben.query.desk.GetWorklist.Earlier;
import org.geben.query.desk.GetWorklist.State;
import org.geben.query.generation.ReadSide;
import org.jspecify.annotations.Nullable;

class WorklistPropertiesTest {
    private final ReadSide readSide = ReadSide.shared();

    @Property(tries = 10)
    void worklistIsWhatALoopOverTheEventsMakesIt(@ForAll long seed) {
        Story story = RandomStory.of(seed, 500);
        readSide.tell(new DeskProjection(), story);
        WorklistQueries queries = new WorklistQueries(readSide.views(), new RoleHolders(readSide.views()));
        PlainWorklist plain = new PlainWorklist(story.log());

        assertThat(told(queries, State.OPEN)).isEqualTo(plain.open());
        assertThat(told(queries, State.CLOSED)).isEqualTo(plain.closed());
    }

    private static List<PlainWorklist.Told> told(WorklistQueries queries, State state) {
        List<PlainWorklist.Told> told = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            GetWorklist.Result page =
                    queries.handle(new GetWorklist(null, null, state, Reader.NOBODY, new Page(7, cursor, AsOf.NOW)));
            page.entries().forEach(one -> told.add(told(one)));
            cursor = page.next();
        } while (cursor != null);
        return told;
    }

    private static PlainWorklist.Told told(Case one) {
        GetWorklist.Assigned assigned = one.assigned();
        GetWorklist.Closed closed = one.closed();
        return new PlainWorklist.Told(
                one.id(),
                one.cause(),
                one.member().id(),
                one.evidence().since(),
                one.openedAt(),
                one.state(),
                assigned == null ? null : assigned.to().id(),
                closed == null ? null : id(closed.by()),
                closed == null ? null : closed.at(),
                closed == null ? null : closed.words(),
                one.before().stream().map(Earlier::openedAt).toList());
    }

    private static @Nullable UUID id(@Nullable Person person) {
        return person == null ? null : person.id();
    }
}
