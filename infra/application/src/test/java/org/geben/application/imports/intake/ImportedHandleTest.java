package org.geben.application.imports.intake;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.Test;

class ImportedHandleTest {

    @Test
    void keepsTheNameReadable() {
        MemberId member = MemberId.imported("source", "1");

        assertThat(ImportedHandle.of("Jérémy Prud'Homme", member).value()).matches("jeremy-prud-homme-[a-z0-9]{8}");
        assertThat(ImportedHandle.of("ณัฐพงศ์", member).value()).matches("member-[a-z0-9]{8}");
    }

    @Test
    void differsBetweenMembersOfOneName() {
        Handle one = ImportedHandle.of("Ada", MemberId.imported("source", "1"));

        assertThat(ImportedHandle.of("Ada", MemberId.imported("source", "2"))).isNotEqualTo(one);
        assertThat(ImportedHandle.of("Ada", MemberId.imported("other", "1"))).isNotEqualTo(one);
        assertThat(ImportedHandle.of("Ada", MemberId.imported("source", "1"))).isEqualTo(one);
    }

    @Property
    void isAlwaysWellFormed(@ForAll @StringLength(max = 200) String name, @ForAll String key) {
        assertThat(ImportedHandle.of(name, MemberId.imported("source", key)).value())
                .matches("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{1,63}");
    }
}
