package org.geben.command;

import com.github.f4b6a3.uuid.UuidCreator;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Takes commands from HTTP: gives them the time and the acting member, and answers where in the log they stand. */
@Component
public class Reception {
    /** The request header that names the member for whom the caller acts. */
    public static final String ACTOR = "Geben-Actor";

    private final Commands commands;
    private final Clock clock;

    Reception(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /** An id for something new; a request that is repeated under the same idempotency key gets the same one. */
    public UUID newId() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request != null
                        && request.getAttribute(DerivedIds.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)
                                instanceof DerivedIds derived
                ? derived.next()
                : UuidCreator.getTimeOrderedEpoch();
    }

    /** 201 where something was made, 200 where it was there already. */
    public ResponseEntity<Recorded> create(Object id, Object command, @Nullable MemberId actor) {
        Acknowledgement acknowledgement = commands.send(command, Circumstances.of(clock.instant(), actor));
        return tagged(
                        ResponseEntity.status(acknowledgement.isRepeat() ? HttpStatus.OK : HttpStatus.CREATED),
                        acknowledgement)
                .body(recorded(id, acknowledgement));
    }

    /** The same, and where the views will show it. */
    public ResponseEntity<Recorded> create(String path, Object id, Object command, @Nullable MemberId actor) {
        ResponseEntity<Recorded> answer = create(id, command, actor);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .location(URI.create(path + "/" + id))
                .body(answer.getBody());
    }

    public Recorded change(Object id, Object command, @Nullable MemberId actor) {
        return recorded(id, commands.send(command, Circumstances.of(clock.instant(), actor)));
    }

    /** The same, with the revision as an ETag. */
    public ResponseEntity<Recorded> revise(Object id, Object command, @Nullable MemberId actor) {
        Acknowledgement acknowledgement = commands.send(command, Circumstances.of(clock.instant(), actor));
        return tagged(ResponseEntity.ok(), acknowledgement).body(recorded(id, acknowledgement));
    }

    private static ResponseEntity.BodyBuilder tagged(
            ResponseEntity.BodyBuilder answer, Acknowledgement acknowledgement) {
        Long revision = acknowledgement.revision();
        return revision == null ? answer : answer.eTag(revision.toString());
    }

    private Recorded recorded(Object id, Acknowledgement acknowledgement) {
        Long position = acknowledgement.position();
        return new Recorded(id.toString(), position == null ? commands.head() : position);
    }

    /**
     * What a command answers.
     *
     * @param id of what it was about
     * @param position in the log from which on every view shows it: ask a view with {@code minPosition}
     */
    public record Recorded(String id, long position) {}
}
