package org.geben.command.pledge;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.geben.command.Reception;
import org.geben.command.Reception.Recorded;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeUnit;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pledges over HTTP; leaders act for themselves. */
@RestController
@RequestMapping("/api/v1/members/{id}/pledge")
@Tag(name = "Leadership pledges")
class PledgeController {
    private final Reception reception;

    PledgeController(Reception reception) {
        this.reception = reception;
    }

    @PutMapping
    @Operation(summary = "A leader pledges hours or interactions for each week, or changes the pledge.")
    Recorded make(@PathVariable MemberId id, @Valid @RequestBody Promise promise) {
        Pledge pledge = new Pledge(promise.unit(), promise.perWeek(), promise.from());
        MakePledge command = new MakePledge(id, pledge);
        return reception.change(command.pledgeId(), command, id);
    }

    @DeleteMapping
    @Operation(summary = "The leader ends the pledge.")
    Recorded end(@PathVariable MemberId id) {
        EndPledge command = new EndPledge(id);
        return reception.change(command.pledgeId(), command, id);
    }

    /** @param from the day on which it begins */
    record Promise(
            @NotNull PledgeUnit unit,
            @NotNull Integer perWeek,
            @NotNull LocalDate from) {}
}
