package org.geben.query.generation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param memo how old an answer may be that is given again while the view follows the log; 0 for never */
@ConfigurationProperties("geben.read")
record ReadSettings(@DefaultValue("1s") Duration memo) {
    ReadSettings {
        if (memo.isNegative()) {
            throw new IllegalArgumentException("geben.read.memo must not be negative.");
        }
    }
}
