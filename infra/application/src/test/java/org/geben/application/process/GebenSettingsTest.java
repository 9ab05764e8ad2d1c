package org.geben.application.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class GebenSettingsTest {

    @Test
    void canBeSetByTheEnvironment() {
        GebenSettings settings = bind(Map.of("GEBEN_ADMIN_KEY", "from outside", "GEBEN_DATA_DIR", "/srv/geben"));
        assertThat(settings.adminKey()).isEqualTo("from outside");
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("/srv/geben"));
    }

    private static GebenSettings bind(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
        return Binder.get(environment).bind("geben", GebenSettings.class).get();
    }
}
