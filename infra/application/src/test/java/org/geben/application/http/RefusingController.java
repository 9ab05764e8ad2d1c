package org.geben.application.http;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.geben.eventstore.AppendOutcomeUnknownException;
import org.geben.kernel.Rule;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Fails in every way in which the controllers of the API can. Other tests find it too, and must not get it. */
@RestController
@ConditionalOnBooleanProperty("refusing")
class RefusingController {
    private final AtomicInteger calls = new AtomicInteger();

    enum TestRule implements Rule {
        NOT_THERE(Breach.UNKNOWN),
        NOT_YOURS(Breach.NOT_ALLOWED),
        TOO_LATE(Breach.CONFLICT),
        OVERTAKEN(Breach.OUTDATED),
        TOO_LONG(Breach.UNACCEPTABLE);

        private final Breach breach;

        TestRule(Breach breach) {
            this.breach = breach;
        }

        @Override
        public Breach breach() {
            return breach;
        }

        @Override
        public String sentence() {
            return "The rule says so.";
        }
    }

    record Thing(
            @NotNull @Nullable String name,
            @NotNull @Size(max = 5) @Nullable String title,
            @Nullable ContributionKind kind,
            @Nullable MemberId owner,
            @Nullable Integer count,
            @Nullable Boolean loud,
            @Nullable List<@Valid Part> parts) {}

    record Part(@NotNull @Nullable String label, @Nullable Handle handle) {}

    @PostMapping("/things")
    Thing make(@Valid @RequestBody Thing thing) {
        return thing;
    }

    @GetMapping("/things/{id}")
    MemberId thing(@PathVariable MemberId id) {
        return id;
    }

    @GetMapping(path = "/things", produces = MediaType.APPLICATION_JSON_VALUE)
    int things(
            @RequestParam @Max(10) int limit,
            @RequestParam(required = false) @Nullable ContributionKind kind,
            @RequestHeader(name = "Geben-Actor") MemberId actor) {
        return limit;
    }

    @GetMapping("/labels")
    List<String> labels(@RequestParam List<String> label) {
        return label;
    }

    @GetMapping("/rules/{rule}")
    void breakRule(@PathVariable TestRule rule) {
        throw rule.broken();
    }

    @GetMapping("/wrapped")
    CompletableFuture<String> wrapped() {
        return CompletableFuture.failedFuture(
                new CompletionException(new CommandExecutionException("", TestRule.TOO_LATE.broken())));
    }

    @GetMapping("/refused")
    void refused(@RequestParam boolean byField) {
        throw Refusal.badRequest("WINDOW_UNKNOWN", "Name a window.", byField ? "/window" : "window");
    }

    @GetMapping("/lagging")
    void lagging() {
        throw Refusal.unavailable("VIEW_BEHIND", "Ask again.");
    }

    @GetMapping("/contended")
    void contended() {
        throw new ConcurrencyException("secret");
    }

    @GetMapping("/log-down")
    void logDown() {
        throw new EventStoreException("secret");
    }

    @GetMapping("/log-lost")
    void logLost() {
        throw new AppendOutcomeUnknownException("secret", new IllegalStateException());
    }

    @GetMapping("/database-down")
    void databaseDown() {
        throw new DataAccessResourceFailureException("secret");
    }

    @GetMapping("/broken")
    void broken() {
        throw new IllegalStateException("secret");
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream() {
        throw Refusal.badRequest("POSITION_MALFORMED", "Name a position.", "after");
    }

    @PostMapping("/api/v1/flaky")
    int flaky() {
        if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("secret");
        }
        return calls.get();
    }

    @PostMapping("/api/v1/contended")
    void alwaysContended() {
        calls.incrementAndGet();
        throw new ConcurrencyException("secret");
    }

    @GetMapping("/api/v1/calls")
    int calls() {
        return calls.get();
    }
}
